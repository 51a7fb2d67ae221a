import { readDecimals } from './inspectToken'
import type { Rpc } from './rpc'

/** Whether a contract with decimals, such as a token's, lies at an address: what is sent there is lost. Throws ChainError. */
export async function looksLikeToken(rpc: Rpc, address: string, signal: AbortSignal): Promise<boolean> {
  const [code] = await rpc.together([{ method: 'eth_getCode', params: [address, 'latest'] }], signal)
  return code !== '0x' && (await readDecimals(rpc, address, signal)) !== null
}
