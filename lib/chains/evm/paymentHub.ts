import {
  encodeAbiParameters,
  encodeFunctionData,
  keccak256,
  parseSignature,
  stringToHex,
  type Hex,
  type TypedDataDomain,
} from 'viem'
import { HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import { PaymentHub } from '@/contracts/artifacts/PaymentHub'

export { HUB_ADDRESS, HUB_CODE_HASH } from '@/contracts/artifacts/addresses'

export const hubAbi = PaymentHub.abi

/**
 * What a wallet pays through the hub (F5). `amount` and `fee` are base units of `token` (zero for the native coin), the fee being
 * part of the amount; `deadline` is in seconds; the ids are hashes of the checkout's own.
 */
export type HubTerms = {
  merchantId: Hex
  invoiceId: Hex
  paymentId: Hex
  token: Hex
  amount: bigint
  treasury: Hex
  fee: bigint
  feeRecipient: Hex
  deadline: bigint
}

/** A signature in the three parts that contracts take. */
export type SignatureParts = { v: number; r: Hex; s: Hex }

/** Seconds between which an authorization is good. */
export type Validity = { validAfter: bigint; validBefore: bigint }

const TERMS = [
  { name: 'chainId', type: 'uint256' },
  { name: 'hub', type: 'address' },
  { name: 'merchantId', type: 'bytes32' },
  { name: 'invoiceId', type: 'bytes32' },
  { name: 'paymentId', type: 'bytes32' },
  { name: 'token', type: 'address' },
  { name: 'amount', type: 'uint256' },
  { name: 'treasury', type: 'address' },
  { name: 'fee', type: 'uint256' },
  { name: 'feeRecipient', type: 'address' },
  { name: 'deadline', type: 'uint256' },
] as const

/** What names these terms in the hub's event, and in the nonce of an authorization for them: the same as the hub's `hashOf`. */
export function hubTermsHash(chainId: number, terms: HubTerms): Hex {
  const { merchantId, invoiceId, paymentId, token, amount, treasury, fee, feeRecipient, deadline } = terms
  return keccak256(
    encodeAbiParameters(TERMS, [
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

/** An id of the checkout's own as terms name it. */
export function hubId(id: string): Hex {
  return keccak256(stringToHex(id))
}

/**
 * The id of one payment: of everything else in its terms, of which option and version they are, and of the merchant's seed, so that
 * terms which were changed in the database alone do not derive again (F8).
 */
export function hubPaymentId(
  seed: string,
  version: string,
  chainId: number,
  terms: Omit<HubTerms, 'paymentId'>,
): Hex {
  const own = hubTermsHash(chainId, { ...terms, paymentId: hubId(version) })
  return keccak256(encodeAbiParameters([{ type: 'string' }, { type: 'bytes32' }], [`hub ${seed}`, own]))
}

/** The call by which a wallet pays from itself: with the coin sent along, or an allowance given before. */
export function payCalldata(terms: HubTerms): Hex {
  return encodeFunctionData({ abi: hubAbi, functionName: 'pay', args: [terms] })
}

/** The call that pays with a permit (EIP-2612) of its sender for the hub and exactly the amount. */
export function payWithPermitCalldata(
  terms: HubTerms,
  permit: SignatureParts & { permitDeadline: bigint },
): Hex {
  const { permitDeadline, v, r, s } = permit
  return encodeFunctionData({
    abi: hubAbi,
    functionName: 'payWithPermit',
    args: [terms, permitDeadline, v, r, s],
  })
}

/** The call, anyone's, that pays with what `payer` signed (EIP-3009). */
export function payWithAuthorizationCalldata(
  terms: HubTerms,
  authorization: SignatureParts & Validity & { payer: Hex },
): Hex {
  const { payer, validAfter, validBefore, v, r, s } = authorization
  return encodeFunctionData({
    abi: hubAbi,
    functionName: 'payWithAuthorization',
    args: [terms, payer, validAfter, validBefore, v, r, s],
  })
}

/** A signature of 65 bytes in its three parts. */
export function signatureParts(signature: Hex): SignatureParts {
  const { v, r, s, yParity } = parseSignature(signature)
  return { v: Number(v ?? BigInt(yParity + 27)), r, s }
}

/** What a wallet is asked to sign to pay without gas of its own (EIP-3009); `domain` is the token's. */
export function authorizationToSign(
  domain: TypedDataDomain,
  chainId: number,
  payer: Hex,
  terms: HubTerms,
  validity: Validity,
) {
  return {
    domain,
    types: { ReceiveWithAuthorization: AUTHORIZATION },
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: payer,
      to: HUB_ADDRESS,
      value: terms.amount,
      ...validity,
      nonce: hubTermsHash(chainId, terms),
    },
  } as const
}

/** What a wallet is asked to sign to allow the hub one amount (EIP-2612); `domain` is the token's, `nonce` the owner's next there. */
export function permitToSign(
  domain: TypedDataDomain,
  permit: { owner: Hex; value: bigint; nonce: bigint; deadline: bigint },
) {
  return {
    domain,
    types: { Permit: PERMIT },
    primaryType: 'Permit',
    message: { ...permit, spender: HUB_ADDRESS },
  } as const
}

const AUTHORIZATION = [
  { name: 'from', type: 'address' },
  { name: 'to', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'validAfter', type: 'uint256' },
  { name: 'validBefore', type: 'uint256' },
  { name: 'nonce', type: 'bytes32' },
] as const

const PERMIT = [
  { name: 'owner', type: 'address' },
  { name: 'spender', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'nonce', type: 'uint256' },
  { name: 'deadline', type: 'uint256' },
] as const
