import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { rateMedians, ratePrices, rateSources } from '../schema'

export type RateSourceRow = typeof rateSources.$inferSelect
export type RatePriceRow = typeof ratePrices.$inferSelect
export type RateMedianRow = typeof rateMedians.$inferSelect

export type PairKey = { base: string; quote: string }

/** Makes sure that each source has its row; a new one is due at once. */
export async function ensureSources(db: Executor, sources: readonly string[], now: Date): Promise<void> {
  if (sources.length === 0) return
  const rows = sources.map((source) => ({ source, nextAt: now }))
  await db.insert(rateSources).values(rows).onConflictDoNothing()
}

/** Takes a source that is due and that nobody else is asking, so that parallel runs ask it once. */
export async function takeSource(db: Executor, source: string, now: Date, until: Date): Promise<boolean> {
  const rows = await db
    .update(rateSources)
    .set({ leaseUntil: until, lastTriedAt: now })
    .where(
      and(
        eq(rateSources.source, source),
        lte(rateSources.nextAt, now),
        or(isNull(rateSources.leaseUntil), lt(rateSources.leaseUntil, now)),
      ),
    )
    .returning({ source: rateSources.source })
  return rows.length === 1
}

export async function updateSource(
  db: Executor,
  source: string,
  set: Partial<Omit<RateSourceRow, 'source'>>,
): Promise<void> {
  await db.update(rateSources).set(set).where(eq(rateSources.source, source))
}

export async function sourceRows(db: Executor, sources: readonly string[]): Promise<RateSourceRow[]> {
  if (sources.length === 0) return []
  return db
    .select()
    .from(rateSources)
    .where(inArray(rateSources.source, [...sources]))
}

/** Keeps what a source told, unless something newer of it is kept already. */
export async function keepPrices(db: Executor, rows: readonly RatePriceRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insert(ratePrices)
    .values([...rows])
    .onConflictDoUpdate({
      target: [ratePrices.source, ratePrices.base, ratePrices.quote],
      set: {
        value: sql`excluded.value`,
        at: sql`excluded.at`,
        goodUntil: sql`excluded.good_until`,
      },
      setWhere: sql`excluded.at >= ${ratePrices.at}`,
    })
}

/** What these sources said of the pairs, or of all there are. */
export async function pricesOf(
  db: Executor,
  sources: readonly string[],
  pairs?: readonly PairKey[],
): Promise<RatePriceRow[]> {
  if (sources.length === 0) return []
  return db
    .select()
    .from(ratePrices)
    .where(
      and(
        inArray(ratePrices.source, [...sources]),
        pairs
          ? or(...pairs.map(({ base, quote }) => and(eq(ratePrices.base, base), eq(ratePrices.quote, quote))))
          : undefined,
      ),
    )
}

export async function mediansOf(db: Executor, pairs?: readonly PairKey[]): Promise<RateMedianRow[]> {
  return db
    .select()
    .from(rateMedians)
    .where(
      pairs
        ? or(...pairs.map(({ base, quote }) => and(eq(rateMedians.base, base), eq(rateMedians.quote, quote))))
        : undefined,
    )
}

/** Notes the medians that are believed now; one that is older than what is there changes nothing. */
export async function keepMedians(db: Executor, rows: readonly RateMedianRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insert(rateMedians)
    .values([...rows])
    .onConflictDoUpdate({
      target: [rateMedians.base, rateMedians.quote],
      set: { value: sql`excluded.value`, at: sql`excluded.at` },
      setWhere: sql`excluded.at >= ${rateMedians.at}`,
    })
}
