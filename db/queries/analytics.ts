import { sql } from 'drizzle-orm'
import type { Measures } from '@/lib/domain/tally'
import type { Executor } from '../client'
import { measuresIn, rollupsOf, SUMS, type Scope } from './rollups'

export type RolledUp = {
  /** By part, in the order of the edges; what has nothing is left out. */
  parts: ReadonlyMap<number, Measures>
  tokens: ReadonlyMap<string, Measures>
  total: Measures
}

/**
 * A merchant's sums in one currency, by the parts between the edges (whole quarters of an hour) and by what was settled in: one pass
 * over the rows of the period.
 */
export async function rollUp(
  db: Executor,
  scope: Scope,
  { currency, edges }: { currency: string; edges: readonly Date[] },
): Promise<RolledUp> {
  const [first, last] = [edges[0], edges.at(-1)].map((edge) => edge?.toISOString() ?? null)
  const bounds = `{${edges.map((edge) => edge.toISOString()).join(',')}}`
  const rows = await db.execute<Record<string, string | number | null>>(sql`
    select part, token, ${SUMS}
    from (
      select width_bucket(sums.bucket, ${bounds}::timestamptz[]) - 1 as part, sums.*
      from ${rollupsOf(scope, 'quarter')}
      where sums.bucket >= ${first}::timestamptz and sums.bucket < ${last}::timestamptz and sums.currency = ${currency}
    ) placed
    group by grouping sets ((part), (token), ())`)
  const parts = new Map<number, Measures>()
  const tokens = new Map<string, Measures>()
  let total = measuresIn(undefined)
  for (const row of rows) {
    if (row.part !== null) parts.set(Number(row.part), measuresIn(row))
    else if (row.token === null) total = measuresIn(row)
    else if (row.token !== '') tokens.set(String(row.token), measuresIn(row))
  }
  return { parts, tokens, total }
}
