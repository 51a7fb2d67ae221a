import { keccak256 } from 'viem'
import type { Hex } from '../port'
import { data, integer } from './decode'
import type { Rpc } from './rpc'

/** S10: the provider's chain id and the keccak256 of a contract's code at the head; null without code or contract. */
export async function readIdentity(
  rpc: Rpc,
  contract: string | null,
  signal: AbortSignal,
): Promise<{ chainId: number; codeHash: Hex | null }> {
  const calls = [{ method: 'eth_chainId', params: [] as unknown[] }]
  if (contract !== null) calls.push({ method: 'eth_getCode', params: [contract, 'latest'] })
  const [chainId, answer] = await rpc.together(calls, signal)
  const code = contract === null ? '0x' : data(answer, "a contract's code")
  return { chainId: integer(chainId, 'the chain id'), codeHash: code === '0x' ? null : keccak256(code) }
}
