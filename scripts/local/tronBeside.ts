import { createTestClient, http, publicActions } from 'viem'
import { LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { tronNile } from '@/lib/chains/networks/tron'
import type { Hex } from '@/lib/chains/port'
import { hexOfTron } from '@/lib/chains/tron/address'
import type { Beside } from './stack'
import { startTronNode } from './tronNode'

/** USDT of TRON's test network, as the chain below has it. */
export const TRON_USDT = hexOfTron(tronNile.tokens[0]?.address ?? '') as Hex

/** TRON's test network beside the local chain: a node of its dialect before the same anvil, with USDT where TRON has it. */
export async function startTronBeside(rpcUrl: string): Promise<Beside> {
  const anvil = createTestClient({ mode: 'anvil', transport: http(rpcUrl) }).extend(publicActions)
  const bytecode = await anvil.getCode({ address: LOCAL_USDT as Hex })
  if (!bytecode) throw new Error('The local chain has no USDT yet.')
  await anvil.setCode({ address: TRON_USDT, bytecode })
  const node = await startTronNode(tronNile.chainId)
  node.state.upstream = rpcUrl
  return {
    // Prices are not asked of anybody: they are at par, or written down.
    environment: { NETWORKS: 'local,tron-nile', RPC_URLS_TRON_NILE: node.rpcUrl, RATE_SOURCES: 'none' },
    stop: async () => node.close(),
  }
}
