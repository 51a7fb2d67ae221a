import { sql, type SQL } from 'drizzle-orm'
import { measures, MEASURES, type Measures, type TallyLine } from '@/lib/domain/tally'
import type { Executor } from '../client'
import { GRAINS, runsBetween } from '@/lib/domain/grains'
import type { Mode } from '../schema'

export type Scope = { merchantId: string; mode: Mode }

const COLUMNS = {
  pending: 'pending',
  partial: 'partial',
  confirming: 'confirming',
  paid: 'paid',
  expired: 'expired',
  cancelled: 'cancelled',
  refunded: 'refunded',
  completed: 'completed',
  failed: 'failed',
  visits: 'visits',
  gross: 'gross',
  fees: 'fees',
  paymentMs: 'payment_ms',
  settlementMs: 'settlement_ms',
} as const satisfies Measures<string>

const columns = (write: (column: string) => string) =>
  sql.raw(MEASURES.map((name) => write(COLUMNS[name])).join(', '))
const MEASURED = columns((column) => column)

/** Sums of the measures over rows of the table expressions below, to be read by `measuresIn`. */
export const SUMS = columns((column) => `coalesce(sum(${column}), 0)::text as ${column}`)

/** As many columns, with nothing in them. */
export const NO_SUMS = columns((column) => `null as ${column}`)

/** Each grain with the bucket of it that a quarter of an hour lies in. */
const GRAIN_BUCKETS = sql.raw(
  GRAINS.map(
    (grain) => `('${grain}', ${grain === 'quarter' ? grain : `date_trunc('${grain}', quarter, 'UTC')`})`,
  ).join(', '),
)

/** Entries that one run folds at most. */
const FOLDED = 10_000

/** Adds to a merchant's sums in the transaction of what changed. */
export async function insertTally(db: Executor, scope: Scope, lines: readonly TallyLine[]): Promise<void> {
  if (lines.length > 0) await db.execute(insertOf(scope, lines))
}

/** The same as a statement, to be part of another one. */
export function insertOf({ merchantId, mode }: Scope, lines: readonly TallyLine[]): SQL {
  const rows = lines.map(({ bucket, currency, token, ...line }) => {
    const values = MEASURES.map((name) => sql`${line[name].toString()}`)
    return sql`(${merchantId}, ${mode}, ${bucket.toISOString()}, ${currency}, ${token}, ${sql.join(values, sql`, `)})`
  })
  return sql`insert into rollup_entries (merchant_id, mode, bucket, currency, token, ${MEASURED}) values ${sql.join(rows, sql`, `)}`
}

/**
 * Moves entries into the sums they add to, by every grain. What is deleted is what is added, so that nothing is counted twice or
 * skipped, however late it was committed; two runs at once take different entries.
 */
export async function foldRollups(db: Executor): Promise<void> {
  const key = sql`merchant_id, mode, grain, bucket, currency, token`
  await db.execute(sql`
    with taken as (
      delete from rollup_entries where ctid in (select ctid from rollup_entries limit ${FOLDED} for update skip locked)
      returning merchant_id, mode, bucket as quarter, currency, token, ${MEASURED}
    )
    insert into rollups as r (${key}, ${MEASURED})
    select ${key}, ${columns((column) => `sum(${column})`)}
    from taken, lateral (values ${GRAIN_BUCKETS}) grains (grain, bucket)
    group by ${key} order by ${key}
    on conflict (${key}) do update set ${columns((column) => `${column} = r.${column} + excluded.${column}`)}`)
}

/**
 * All of a merchant's sums by months, as a table expression: what was folded and what was not yet, read by one statement and so
 * exact. Conditions on its columns reach the index.
 */
export function monthlySums(scope: Scope, currency: string | null = null): SQL {
  const mine = tenantRows(scope, currency)
  return sql`(
    select bucket, currency, token, ${MEASURED} from rollups where ${mine} and grain = 'month'
    union all
    select date_trunc('month', bucket, 'UTC'), currency, token, ${MEASURED} from rollup_entries where ${mine}
  ) sums`
}

/**
 * A merchant's sums in one currency that lie between edges, each in one part, as a table expression as exact as `monthlySums`.
 * `offset 0` keeps the planner at reading the index once a run, instead of joining runs with all that the merchant has.
 */
export function sumsBetween(scope: Scope, currency: string | null, edges: readonly Date[]): SQL {
  const runs = runsBetween(edges)
  const [first, last] = [edges[0], edges.at(-1)].map((edge) => edge?.toISOString() ?? null)
  const mine = tenantRows(scope, currency)
  const times = (end: 'from' | 'to') => `{${runs.map((run) => new Date(run[end]).toISOString()).join(',')}}`
  const grains = `{${runs.map((run) => run.grain).join(',')}}`
  return sql`(
    select folded.*
    from unnest(${grains}::text[], ${times('from')}::timestamptz[], ${times('to')}::timestamptz[]) runs (grain, first, last),
      lateral (
        select bucket, token, ${MEASURED} from rollups
        where ${mine} and grain = runs.grain and bucket >= runs.first and bucket < runs.last
        offset 0
      ) folded
    union all
    select bucket, token, ${MEASURED} from rollup_entries
    where ${mine} and bucket >= ${first}::timestamptz and bucket < ${last}::timestamptz
  ) sums`
}

function tenantRows({ merchantId, mode }: Scope, currency: string | null): SQL {
  const mine = sql`merchant_id = ${merchantId} and mode = ${mode}`
  return currency === null ? mine : sql`${mine} and currency = ${currency}`
}

/** A row that was selected as `SUMS`. */
export function measuresIn(row: Record<string, string | number | null> | undefined): Measures {
  return measures(Object.fromEntries(MEASURES.map((name) => [name, BigInt(row?.[COLUMNS[name]] ?? 0)])))
}
