import type { Network, ProviderLimits, Token } from '../network'

/** Limits that hold at every large provider and in geth's defaults. */
export const COMMON_LIMITS: ProviderLimits = {
  maxTopics: 1_000,
  maxAddresses: 1_000,
  maxLogs: null,
  maxRange: 2_000,
  requestTimeoutMs: 10_000,
  batchSize: 50,
}

export const ETHER = { symbol: 'ETH', name: 'Ether', decimals: 18 } as const

/** A token held to the US dollar. */
export function dollar(symbol: string, name: string, address: string, decimals = 6): Token {
  return { symbol, name, address, decimals, stablecoin: { currency: 'USD' } }
}

/** Dai, which has 18 decimals wherever it is. */
export function dai(address: string, name = 'Dai Stablecoin'): Token {
  return dollar('DAI', name, address, 18)
}

/** An explorer of the Etherscan family. */
export function explorerAt(origin: string): NonNullable<Network['explorer']> {
  return { tx: (hash) => `${origin}/tx/${hash}`, address: (address) => `${origin}/address/${address}` }
}
