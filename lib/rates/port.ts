import type { Rpc } from '@/lib/chains/evm/rpc'
import type { Ratio } from '@/lib/domain/rational'
import type { AgreementRules } from '@/lib/domain/agreement'

/** What a source said of one pair. */
export type SourcePrice = {
  base: string
  quote: string
  /** Units of `quote` for one whole `base`, by 10^-18. */
  value: bigint
  /** When it was so: the source's own time, else that of the answer. */
  at: Date
  /** How long after that it can be used; the operator's maximum age where a source has no reason for another. */
  goodForMs?: number
}

export type Ask = { signal: AbortSignal; now: () => Date }

/**
 * Does a work with one provider of a network, and from its beginning with the next where that one is in trouble; asking is counted, and held
 * to the operator's budgets. Throws ChainError.
 */
export type OnChain = <Result>(network: string, work: (rpc: Rpc) => Promise<Result>) => Promise<Result>

/** A place that tells prices. What it cannot tell for sure it leaves out. */
export type PriceSource = {
  id: SourceId
  /** Asked no more often, whatever happens: well within what the source publishes. */
  intervalMs: number
  /** Throws RateSourceError. */
  read(ask: Ask & { onChain: OnChain }): Promise<SourcePrice[]>
}

export const SOURCE_IDS = [
  'coinbase',
  'kraken',
  'bitstamp',
  'bitfinex',
  'coingecko',
  'ecb',
  'chainlink',
] as const
export type SourceId = (typeof SOURCE_IDS)[number]

export function isSourceId(text: string): text is SourceId {
  return SOURCE_IDS.some((id) => id === text)
}

/** How prices of live sources become rates. */
export type LiveRules = AgreementRules & {
  /** Whose prices count; what another has told before does not. */
  sources: readonly SourceId[]
  /** How old a source's price can be. */
  maxAgeMs: number
  /** How far from par a stablecoin's median can be. */
  pegBps: number
}

/** Where rates come from on this instance, pair by pair. */
export type RateBook = {
  /** What the operator wrote down for a pair, which is never asked of a source; null where nothing is. */
  fixed(base: string, quote: string): Ratio | null
  /** Null without sources: then nothing has a price but what is written down, and a peg is taken on trust. */
  live: LiveRules | null
}
