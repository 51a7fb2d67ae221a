import { quantity } from './decode'
import type { Rpc } from './rpc'

/** What a transaction pays for a unit of gas now, in wei: the base fee and what the node would tip (L8). */
export async function readGasPrice(rpc: Rpc, signal: AbortSignal): Promise<bigint> {
  const [answer] = await rpc.together([{ method: 'eth_gasPrice', params: [] }], signal)
  return quantity(answer, 'the gas price')
}
