import { sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { usageEntries, type Mode } from '../schema'

type Scope = { merchantId: string; mode: Mode }

export type UsageTotals = {
  invoicesThisMonth: number
  settlementsCompleted: number
  settlementsFailed: number
  grossVolume: bigint
  fees: bigint
}

/** Rows that one run folds at most. */
const FOLDED = 10_000

export async function insertUsage(db: Executor, row: InferInsertModel<typeof usageEntries>): Promise<void> {
  await db.insert(usageEntries).values(row)
}

/** Counts one invoice of the month and says how many there were before, in one round trip. */
export async function countInvoice(db: Executor, scope: Scope, month: string): Promise<number> {
  const { merchantId, mode } = scope
  const [row] = await db.execute<{ before: number }>(sql`
    with added as (
      insert into usage_entries (merchant_id, mode, month, invoices)
      values (${merchantId}, ${mode}, ${month}, 1)
    )
    select coalesce(sum(invoices), 0)::int as before from ${countsOf(scope)} where month = ${month}`)
  return row?.before ?? 0
}

/** Everything up to this moment: what was folded, and what was not yet. */
export async function usageOf(db: Executor, scope: Scope, month: string): Promise<UsageTotals> {
  const [row] = await db.execute<Record<string, string>>(sql`
    select
      coalesce(sum(invoices) filter (where month = ${month}), 0)::text as invoices,
      coalesce(sum(settlements_completed), 0)::text as completed,
      coalesce(sum(settlements_failed), 0)::text as failed,
      coalesce(sum(gross_volume), 0)::text as gross,
      coalesce(sum(fees), 0)::text as fees
    from ${countsOf(scope)}`)
  return {
    invoicesThisMonth: Number.parseInt(row?.invoices ?? '0', 10),
    settlementsCompleted: Number.parseInt(row?.completed ?? '0', 10),
    settlementsFailed: Number.parseInt(row?.failed ?? '0', 10),
    grossVolume: BigInt(row?.gross ?? '0'),
    fees: BigInt(row?.fees ?? '0'),
  }
}

/** Waits for whoever else makes this merchant's last invoices of a month; until the caller's transaction ends. */
export async function lockUsage(db: Executor, { merchantId, mode }: Scope): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${merchantId} ${mode}`}, 7236644))`)
}

/**
 * Moves entries into the months they add to. What is deleted is what is added, so that nothing is counted twice or skipped,
 * however late it was committed; two runs at once take different entries.
 */
export async function foldUsage(db: Executor): Promise<void> {
  await db.execute(sql`
    with taken as (
      delete from usage_entries where ctid in (select ctid from usage_entries limit ${FOLDED} for update skip locked)
      returning *
    )
    insert into merchant_usage as u
      (merchant_id, mode, month, invoices, settlements_completed, settlements_failed, gross_volume, fees)
    select merchant_id, mode, month, sum(invoices), sum(settlements_completed), sum(settlements_failed),
      sum(gross_volume), sum(fees)
    from taken group by merchant_id, mode, month order by merchant_id, mode, month
    on conflict (merchant_id, mode, month) do update set
      invoices = u.invoices + excluded.invoices,
      settlements_completed = u.settlements_completed + excluded.settlements_completed,
      settlements_failed = u.settlements_failed + excluded.settlements_failed,
      gross_volume = u.gross_volume + excluded.gross_volume,
      fees = u.fees + excluded.fees`)
}

function countsOf({ merchantId, mode }: Scope) {
  const columns = sql`month, invoices, settlements_completed, settlements_failed, gross_volume, fees`
  const mine = sql`merchant_id = ${merchantId} and mode = ${mode}`
  return sql`(
    select ${columns} from merchant_usage where ${mine}
    union all select ${columns} from usage_entries where ${mine}
  ) counts`
}
