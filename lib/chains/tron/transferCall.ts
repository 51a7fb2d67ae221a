import { encodeFunctionData, erc20Abi, numberToHex } from 'viem'
import type { TransferCall } from '../evm/transferCall'
import type { Hex } from '../port'
import { hexOfTron } from './address'

/**
 * What a wallet signs on TRON: the call of the token's contract, whose parameters are as on EVM chains. USDT's `transfer` says false there
 * although it succeeded: only the event in the receipt tells. Wallets have no common form of a link; this one names what to send to whom.
 */
export function tronTransferCall(token: string | null, recipient: string, amount: bigint): TransferCall {
  const to = hexOfTron(recipient)
  if (to === null) throw new RangeError('no address of TRON')
  if (token === null) {
    const uri = `tron:${recipient}?amount=${amount}`
    return { to: recipient, value: numberToHex(amount), data: '0x', uri }
  }
  const args = [to as Hex, amount] as const
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args })
  const uri = `tron:${recipient}?token=${token}&amount=${amount}`
  return { to: token, value: '0x0', data, uri }
}
