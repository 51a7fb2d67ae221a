import type { Asset } from './coverage'

/** How many base units of an asset pay the whole invoice, now and in the quotes before, oldest first (D3). */
export type Quoted = {
  asset: Asset
  amount: bigint
  past?: readonly { amount: bigint; until: Date }[]
}

/**
 * The asset at the quote that values a payment: the first that still stood at its block's time, inclusive. What came between
 * the end of one quote and the next one takes the next, so that nobody chooses the better of two.
 */
export function versionAt(quotes: readonly Quoted[], payment: { asset: Asset; blockTime: Date }): Asset {
  const past = quotes.find((quote) => quote.asset === payment.asset)?.past ?? []
  const index = past.findIndex(({ until }) => payment.blockTime <= until)
  return index < 0 ? payment.asset : versionOf(payment.asset, index)
}

/** Every version's amount, under the names that `versionAt` gives. */
export function versionsOf(quotes: readonly Quoted[]): ReadonlyMap<Asset, bigint> {
  return new Map(
    quotes.flatMap(({ asset, amount, past = [] }) => [
      [asset, amount] as const,
      ...past.map((quote, index) => [versionOf(asset, index), quote.amount] as const),
    ]),
  )
}

function versionOf(asset: Asset, index: number): Asset {
  return `${asset}#${index}`
}
