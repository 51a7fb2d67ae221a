import { sql } from 'drizzle-orm'
import type { Measures, Shown } from '@/lib/domain/tally'
import type { Executor } from '../client'
import { measuresIn, NO_SUMS, SUMS, sumsBetween, type Scope } from './rollups'
import { INVOICES } from './usage'

export type RolledUp = {
  /** By part, in the order of the edges; what has nothing is left out. */
  parts: ReadonlyMap<number, Shown>
  tokens: ReadonlyMap<string, Measures>
  total: Measures
}

/**
 * A merchant's sums in one currency, by the parts between the edges (whole quarters of an hour) and by what was settled in, in one
 * statement: the parts from sums that fit into them, the whole from the largest there are. `parts` comes as one value: a year
 * has 8,760 hours.
 */
export async function rollUp(
  db: Executor,
  scope: Scope,
  { currency, edges }: { currency: string; edges: readonly Date[] },
): Promise<RolledUp> {
  const bounds = `{${edges.map((edge) => edge.toISOString()).join(',')}}`
  const ends = edges.filter((_, at) => at === 0 || at === edges.length - 1)
  const rows = await db.execute<Record<string, string | number | null>>(sql`
    with parts as (
      select width_bucket(bucket, ${bounds}::timestamptz[]) - 1 as part, sum(${INVOICES}) as made,
        sum(paid + refunded) as converted, sum(completed) as completed, sum(gross) as gross, sum(fees) as fees
      from ${sumsBetween(scope, currency, edges)} group by part
    )
    select token, null as parts, ${SUMS} from ${sumsBetween(scope, currency, ends)}
    group by grouping sets ((token), ())
    union all
    select null, string_agg(concat_ws(' ', part, made, converted, completed, gross, fees), ','), ${NO_SUMS}
    from parts having count(*) > 0`)
  const tokens = new Map<string, Measures>()
  const parts = new Map<number, Shown>()
  let total = measuresIn(undefined)
  for (const row of rows) {
    if (typeof row.parts === 'string')
      for (const [part, sums] of row.parts.split(',').map(partIn)) parts.set(part, sums)
    else if (row.token === null) total = measuresIn(row)
    else if (row.token !== '') tokens.set(`${row.token}`, measuresIn(row))
  }
  return { parts, tokens, total }
}

function partIn(text: string): [number, Shown] {
  const [part = '', ...sums] = text.split(' ')
  const [made = 0n, converted = 0n, completed = 0n, gross = 0n, fees = 0n] = sums.map(BigInt)
  return [Number.parseInt(part, 10), { made, converted, completed, gross, fees }]
}
