import { sql, type SQL } from 'drizzle-orm'
import { INVOICE_STATUSES } from '@/lib/domain/invoice'
import type { Measures, TallyLine } from '@/lib/domain/tally'
import type { Executor } from '../client'
import { insertOf, measuresIn, monthlySums, SUMS, type Scope } from './rollups'

export type UsageTotals = Pick<Measures, 'completed' | 'failed' | 'gross' | 'fees'> & {
  invoicesThisMonth: number
}

/** A sum over every state that an invoice can be in. */
export const INVOICES = sql.raw(INVOICE_STATUSES.join(' + '))

/** What a plan counts of them: not what strangers' visits to links have begun and nobody has paid for (ADR 0040). */
const PLANNED = sql`${INVOICES} - visits`

/** Counts an invoice, and says how many its merchant's plan counted in a month of UTC before, in one round trip. */
export async function insertMade(
  db: Executor,
  scope: Scope,
  lines: readonly TallyLine[],
  month: Date,
): Promise<number> {
  const [row] = await db.execute<{ made: number }>(sql`
    with added as (${insertOf(scope, lines)}) ${selectMade(scope, month)}`)
  return row?.made ?? 0
}

/** How many invoices a merchant's plan counts in a month of UTC that begins at this moment, exactly. */
export async function invoicesMadeIn(db: Executor, scope: Scope, month: Date): Promise<number> {
  const [row] = await db.execute<{ made: number }>(selectMade(scope, month))
  return row?.made ?? 0
}

/** Everything up to this moment: what was folded, and what was not yet. */
export async function usageOf(db: Executor, scope: Scope, month: Date): Promise<UsageTotals> {
  const [row] = await db.execute<Record<string, string>>(sql`
    select ${SUMS}, coalesce(sum(${PLANNED}) filter (where bucket = ${month.toISOString()}::timestamptz), 0)::text as made
    from ${monthlySums(scope)}`)
  const { completed, failed, gross, fees } = measuresIn(row)
  return { invoicesThisMonth: Number.parseInt(row?.made ?? '0', 10), completed, failed, gross, fees }
}

/** Waits for whoever else makes this merchant's last invoices of a month; until the caller's transaction ends. */
export async function lockUsage(db: Executor, { merchantId, mode }: Scope): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${merchantId} ${mode}`}, 7236644))`)
}

function selectMade(scope: Scope, month: Date): SQL {
  return sql`select coalesce(sum(${PLANNED}), 0)::int as made
    from ${monthlySums(scope)} where bucket = ${month.toISOString()}::timestamptz`
}
