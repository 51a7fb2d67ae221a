import { sql } from 'drizzle-orm'
import type { Executor } from '../client'
import type { Mode } from '../schema'

type Scope = { merchantId: string; mode: Mode }

/** Medians beyond that many settlements are of the newest ones. */
const MOST = 20_000

/** Of one part of a period, or of all of it: the median in milliseconds, and of how many invoices. */
export type TimeToPay = { medianMs: number; of: number }

/**
 * How long customers took from an invoice's making to the block of their last payment, by the parts between the edges and in all. A median
 * cannot be added up from sums, so that it is read from the settlements themselves, the newest of them.
 */
export async function mediansBetween(
  db: Executor,
  { merchantId, mode }: Scope,
  edges: readonly Date[],
): Promise<{ total: TimeToPay | null; parts: ReadonlyMap<number, TimeToPay> }> {
  const [first, last] = [edges[0], edges.at(-1)]
  const parts = new Map<number, TimeToPay>()
  if (!first || !last) return { total: null, parts }
  const bounds = `{${edges.map((edge) => edge.toISOString()).join(',')}}`
  const rows = await db.execute<{ part: number | null; median: string; of: number }>(sql`
    with newest as (
      select created_at, funded_at, invoice_id from settlements
      where merchant_id = ${merchantId} and mode = ${mode} and status = 'completed'
        and created_at >= ${first.toISOString()}::timestamptz and created_at < ${last.toISOString()}::timestamptz
      order by created_at desc, id desc limit ${MOST}
    ), taken as (
      select width_bucket(s.created_at, ${bounds}::timestamptz[]) - 1 as part,
        greatest(0, extract(epoch from s.funded_at - i.created_at)) as seconds
      from newest s join invoices i on i.id = s.invoice_id
    )
    select part, round(percentile_cont(0.5) within group (order by seconds)::numeric * 1000)::text as median,
      count(*)::int as of
    from taken group by grouping sets ((part), ()) having count(*) > 0`)
  let total: TimeToPay | null = null
  for (const row of rows) {
    const told = { medianMs: Number.parseInt(row.median, 10), of: row.of }
    if (row.part === null) total = told
    else parts.set(row.part, told)
  }
  return { total, parts }
}
