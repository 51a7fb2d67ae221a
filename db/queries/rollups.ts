import { sql, type SQL } from 'drizzle-orm'
import { measures, MEASURES, type Measures, type TallyLine } from '@/lib/domain/tally'
import type { Executor } from '../client'
import type { Grain, Mode } from '../schema'

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
  gross: 'gross',
  fees: 'fees',
  paymentMs: 'payment_ms',
  settlementMs: 'settlement_ms',
} as const satisfies Measures<string>

const columns = (write: (column: string) => string) =>
  sql.raw(MEASURES.map((name) => write(COLUMNS[name])).join(', '))
const MEASURED = columns((column) => column)

/** Sums of the measures over rows of `rollupsOf`, to be read by `measuresIn`. */
export const SUMS = columns((column) => `coalesce(sum(${column}), 0)::text as ${column}`)

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
    from taken, lateral (values ('quarter', quarter), ('month', date_trunc('month', quarter, 'UTC'))) grains (grain, bucket)
    group by ${key} order by ${key}
    on conflict (${key}) do update set ${columns((column) => `${column} = r.${column} + excluded.${column}`)}`)
}

/**
 * A merchant's sums by a grain, as a table expression: what was folded and what was not yet, read by one statement and
 * so exact. Conditions on its columns reach the index.
 */
export function rollupsOf({ merchantId, mode }: Scope, grain: Grain): SQL {
  const mine = sql`merchant_id = ${merchantId} and mode = ${mode}`
  const bucket = grain === 'month' ? sql`date_trunc('month', bucket, 'UTC')` : sql`bucket`
  return sql`(
    select bucket, currency, token, ${MEASURED} from rollups where ${mine} and grain = ${grain}
    union all select ${bucket}, currency, token, ${MEASURED} from rollup_entries where ${mine}
  ) sums`
}

/** A row that was selected as `SUMS`. */
export function measuresIn(row: Record<string, string | number | null> | undefined): Measures {
  return measures(Object.fromEntries(MEASURES.map((name) => [name, BigInt(row?.[COLUMNS[name]] ?? 0)])))
}
