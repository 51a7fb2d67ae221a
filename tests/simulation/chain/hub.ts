import { encodeAbiParameters, keccak256, toEventSelector, type Hex } from 'viem'
import { HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import { word, type ModelLog } from './state'

/** What is paid, to whom and until when (seconds), as the hub is given it. */
export type HubCall = {
  payer: string
  merchantId: Hex
  invoiceId: Hex
  paymentId: Hex
  token: string
  amount: bigint
  treasury: string
  fee: bigint
  feeRecipient: string
  deadline: bigint
}

export const ACCEPTED = toEventSelector('PaymentAccepted(bytes32,bytes32,address,bytes32,address,uint256)')

const TYPES = [
  'uint256',
  'address',
  'bytes32',
  'bytes32',
  'bytes32',
  'address',
  'uint256',
  'address',
  'uint256',
  'address',
  'uint256',
].map((type) => ({ type }))

/** As the contract hashes terms: of everything, of the chain and of itself. */
export function termsHashOf(chainId: number, call: HubCall): Hex {
  const { merchantId, invoiceId, paymentId, token, amount, treasury, fee, feeRecipient, deadline } = call
  return keccak256(
    encodeAbiParameters(TYPES, [
      BigInt(chainId),
      HUB_ADDRESS,
      merchantId,
      invoiceId,
      paymentId,
      token,
      amount,
      treasury,
      fee,
      feeRecipient,
      deadline,
    ]),
  )
}

/** What the hub says of terms that were paid; another contract can say the same. */
export function acceptedLog(hash: Hex, call: HubCall, emitter: string = HUB_ADDRESS): ModelLog {
  const data = encodeAbiParameters(
    [{ type: 'bytes32' }, { type: 'address' }, { type: 'uint256' }],
    [call.paymentId, call.token as Hex, call.amount],
  )
  return { address: emitter, topics: [ACCEPTED, hash, call.invoiceId, word(call.payer)], data }
}
