import { size } from 'viem'
import { data, quantity } from './decode'
import type { Call } from '../port'
import type { Rpc } from './rpc'

/** Gas that a call would use now. Throws `bad_response` where it would revert. */
export async function estimateGas(rpc: Rpc, call: Call, signal: AbortSignal): Promise<bigint> {
  const [answer] = await rpc.together([{ method: 'eth_estimateGas', params: [call] }], signal)
  return quantity(answer, 'a gas estimate')
}

/** What an account of EIP-7702 has in the place of code: whose code it runs, at the word of its own key. */
const DELEGATION = /^0xef0100[0-9a-f]{40}$/i

/** Whether what an address does is decided by code, and not by a key. */
export async function readIsContract(rpc: Rpc, address: string, signal: AbortSignal): Promise<boolean> {
  const [answer] = await rpc.together([{ method: 'eth_getCode', params: [address, 'latest'] }], signal)
  const code = data(answer, "an address's code")
  return size(code) > 0 && !DELEGATION.test(code)
}
