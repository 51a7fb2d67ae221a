import { mediansOf, pricesOf, type PairKey, type RateMedianRow, type RatePriceRow } from '@/db/queries/rates'
import { agree, type Agreement } from '@/lib/domain/agreement'
import { serverTime, type ServiceContext } from '../context'

/** What the sources agree on, by `base/quote`; on an instance without sources nothing. */
export type Heard = ReadonlyMap<string, Agreement>

export function pairName({ base, quote }: PairKey): string {
  return `${base}/${quote}`
}

/** What is kept of these pairs, or of all there are, judged now (D3). Asks no source. */
export async function hearPairs(
  ctx: Pick<ServiceContext, 'db' | 'rates' | 'clock' | 'serverClock'>,
  pairs?: readonly PairKey[],
): Promise<Heard> {
  const { live } = ctx.rates
  if (!live || pairs?.length === 0) return new Map()
  const [prices, medians] = await Promise.all([
    pricesOf(ctx.db, live.sources, pairs),
    mediansOf(ctx.db, pairs),
  ])
  const last = new Map(medians.map((row) => [pairName(row), row]))
  const now = serverTime(ctx)
  return new Map(
    [...byPair(prices)].map(([name, rows]) => [name, agree(rows, live, now, lastOf(last.get(name)))]),
  )
}

function lastOf(row: RateMedianRow | undefined) {
  return row ? { value: row.value, at: row.at } : null
}

function byPair(rows: readonly RatePriceRow[]): Map<string, RatePriceRow[]> {
  const pairs = new Map<string, RatePriceRow[]>()
  for (const row of rows) {
    const name = pairName(row)
    pairs.set(name, [...(pairs.get(name) ?? []), row])
  }
  return pairs
}
