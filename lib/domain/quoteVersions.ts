import type { Asset } from './coverage'

/** How many base units of an asset pay the whole invoice, now and in the quotes before, oldest first (D3). */
export type Quoted = {
  asset: Asset
  amount: bigint
  past?: readonly { amount: bigint; until: Date }[]
}

/**
 * The quote that values what a block of that time holds: the first that still stood then, inclusive. What came between the end
 * of one quote and the next one takes the next, so that nobody chooses the better of two.
 */
export function quoteAt<Past extends { until: Date }, Present>(
  past: readonly Past[],
  present: Present,
  blockTime: Date,
): Past | Present {
  return past.find(({ until }) => blockTime <= until) ?? present
}

/** How many base units paid the whole invoice when a block of that time was made; null for an asset without a quote. */
export function amountAt(quotes: readonly Quoted[], asset: Asset, blockTime: Date): bigint | null {
  const quoted = quotes.find((quote) => quote.asset === asset)
  return quoted ? quoteAt(quoted.past ?? [], quoted, blockTime).amount : null
}
