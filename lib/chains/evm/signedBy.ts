import { decodeFunctionResult, encodeFunctionData, hashMessage, recoverMessageAddress } from 'viem'
import type { Hex } from '../port'
import { attempt } from './balanceSlot'
import { displayAddress } from './displayAddress'
import type { Rpc } from './rpc'

const ABI = [
  {
    type: 'function',
    name: 'isValidSignature',
    stateMutability: 'view',
    inputs: [
      { name: 'hash', type: 'bytes32' },
      { name: 'signature', type: 'bytes' },
    ],
    outputs: [{ name: '', type: 'bytes4' }],
  },
] as const

/** EIP-1271's word for yes. */
const VALID = '0x1626ba7e'

/** Whose key has signed a text (EIP-191); null where the signature is none. Asks no chain. */
export async function signerOf(message: string, signature: Hex): Promise<string | null> {
  try {
    return displayAddress(await recoverMessageAddress({ message, signature }))
  } catch {
    return null
  }
}

/** Whether the contract at an address says that it has signed the text (EIP-1271). Throws ChainError where the node is in trouble. */
export async function isSignedByContract(
  rpc: Rpc,
  address: string,
  message: string,
  signature: Hex,
  signal: AbortSignal,
): Promise<boolean> {
  const data = encodeFunctionData({
    abi: ABI,
    functionName: 'isValidSignature',
    args: [hashMessage(message), signature],
  })
  const answer = await attempt(rpc, { method: 'eth_call', params: [{ to: address, data }, 'latest'] }, signal)
  if (typeof answer !== 'string' || answer.length !== 66) return false
  return decodeFunctionResult({ abi: ABI, functionName: 'isValidSignature', data: answer as Hex }) === VALID
}
