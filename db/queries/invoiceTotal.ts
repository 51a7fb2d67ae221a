import { sql } from 'drizzle-orm'
import type { Executor } from '../client'
import type { InvoiceFilter } from './invoices'
import type { Scope } from './rollups'
import { splitTime, sumsOf } from './splitTime'
import { INVOICES } from './usage'

/** Whether sums are kept of everything that a filter narrows by. */
export function isRolledUp(filter: InvoiceFilter): boolean {
  const { search, amountAtLeastMinor, amountAtMostMinor, exception, named } = filter
  return [search, amountAtLeastMinor, amountAtMostMinor, exception, named].every((one) => one === null)
}

/**
 * How many invoices match, exactly and however many there are (Q8): whole quarters of an hour from the sums, what is left at both ends
 * of the time from the table, in one statement.
 */
export async function rolledUpTotal(db: Executor, scope: Scope, filter: InvoiceFilter): Promise<number> {
  const { status, currency, createdAfter, createdBefore } = filter
  const measure = status === null ? INVOICES : sql.raw(status)
  const { whole, ends } = splitTime(createdAfter, createdBefore)
  const ofCurrency = currency === null ? sql`true` : sql`currency = ${currency}`
  const ofStatus = status === null ? sql`true` : sql`status = ${status}`
  const mine = sql`merchant_id = ${scope.merchantId} and mode = ${scope.mode}`
  const counts = [
    ...(whole ? [sql`select sum(${measure}) from ${sumsOf(scope, currency, whole)}`] : []),
    ...ends.map(
      (made) =>
        sql`select count(*) from invoices where ${mine} and ${made} and ${ofStatus} and ${ofCurrency}`,
    ),
  ]
  if (counts.length === 0) return 0
  const [row] = await db.execute<{ total: number }>(sql`
    select coalesce(sum(counted), 0)::int as total from (${sql.join(counts, sql` union all `)}) counts (counted)`)
  return row?.total ?? 0
}
