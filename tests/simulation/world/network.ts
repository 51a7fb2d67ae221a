import type { Network } from '@/lib/chains/network'
import { local } from '@/lib/chains/networks/local'
import { openProvider } from '@/lib/chains/provider'
import type { NetworkRegistry, OpenNetwork } from '@/lib/chains/registry'
import { TOKENS } from '../chain/tokens'

export const NETWORK = 'local'
export const RPC_URLS = ['http://rpc.first.simulation', 'http://rpc.second.simulation'] as const

/** A block window shorter than in life, so that some reorganisations reach below it. */
export const WINDOW = 40

/** The local chain with every kind of token there is. */
const network: Network = {
  ...local,
  mode: 'live',
  windowDepth: WINDOW,
  tokens: TOKENS.filter((token) => token.listed).map((token) => ({
    symbol: token.symbol,
    name: token.symbol,
    address: token.address,
    decimals: token.decimals,
    stablecoin: { currency: 'USD' },
  })),
}

/** The registry of one process, with readers of its own over the simulated providers. */
export function openSimulatedNetwork(withSecond: boolean): NetworkRegistry {
  const open: OpenNetwork = { ...network, secondProvider: withSecond }
  const first = openProvider(network, RPC_URLS[0], 0)
  const rest = withSecond ? [openProvider(network, RPC_URLS[1], 1)] : []
  return {
    all: () => [open],
    get: (id) => (id === NETWORK ? open : undefined),
    providers: () => [first, ...rest],
    learn: () => {},
  }
}
