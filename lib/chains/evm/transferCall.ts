import { encodeFunctionData, erc20Abi, numberToHex, type Address } from 'viem'
import type { Hex } from '../port'

/** A transaction that moves an amount to an address, as a wallet takes it. */
export type TransferCall = {
  /** The contract that is called, or the recipient of native coin. */
  to: string
  /** Wei. */
  value: Hex
  data: Hex
  /** The same as a link (ERC-681). */
  uri: string
}

/** What a wallet signs to send base units of a token, or of native coin where `token` is null. */
export function transferCall(
  chainId: number,
  token: string | null,
  recipient: string,
  amount: bigint,
): TransferCall {
  if (token === null) {
    const uri = `ethereum:${recipient}@${chainId}?value=${amount}`
    return { to: recipient, value: numberToHex(amount), data: '0x', uri }
  }
  const data = encodeFunctionData({
    abi: erc20Abi,
    functionName: 'transfer',
    args: [recipient as Address, amount],
  })
  const uri = `ethereum:${token}@${chainId}/transfer?address=${recipient}&uint256=${amount}`
  return { to: token, value: '0x0', data, uri }
}
