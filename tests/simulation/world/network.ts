import type { Network } from '@/lib/chains/network'
import { local } from '@/lib/chains/networks/local'
import { tron } from '@/lib/chains/networks/tron'
import { openProvider } from '@/lib/chains/provider'
import type { NetworkRegistry, OpenNetwork } from '@/lib/chains/registry'
import { tokenBySymbol, TOKENS } from '../chain/tokens'
import { tronAddressOf } from '../chain/tronAddress'

export const RPC_URLS = ['http://rpc.first.simulation', 'http://rpc.second.simulation'] as const

/** A block window shorter than in life, so that some reorganisations reach below it. */
export const WINDOW = 40

/** The local chain with every kind of token there is. */
export const LOCAL: Network = {
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

/** TRON with its one token, whose contract stands where the local chain's does. */
export const TRON: Network = {
  ...tron,
  windowDepth: WINDOW,
  tokens: tron.tokens.map((token) => ({
    ...token,
    address: tronAddressOf(tokenBySymbol(token.symbol).address),
  })),
}

/** The registry of one process, with readers of its own over the simulated providers. */
export function openSimulatedNetwork(network: Network, withSecond: boolean): NetworkRegistry {
  const open: OpenNetwork = { ...network, secondProvider: withSecond }
  const first = openProvider(network, RPC_URLS[0], 0)
  const rest = withSecond ? [openProvider(network, RPC_URLS[1], 1)] : []
  return {
    all: () => [open],
    get: (id) => (id === network.id ? open : undefined),
    providers: () => [first, ...rest],
    learn: () => {},
  }
}
