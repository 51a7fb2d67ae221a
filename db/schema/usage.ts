import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { mode, sums } from './columns'
import { merchants } from './merchants'

const tenant = () => ({
  merchantId: text('merchant_id')
    .notNull()
    .references(() => merchants.id),
  mode: mode(),
  /** Of UTC, such as `2026-01`. */
  month: text('month').notNull(),
})

const counts = () => ({
  invoices: integer('invoices').notNull().default(0),
  settlementsCompleted: integer('settlements_completed').notNull().default(0),
  settlementsFailed: integer('settlements_failed').notNull().default(0),
  /** What was settled, in fiat at each invoice's quote, by hundred-millionths. */
  grossVolume: sums('gross_volume')
    .notNull()
    .default(sql`0`),
  fees: sums('fees')
    .notNull()
    .default(sql`0`),
})

/** What one transaction adds to its merchant's counts: written without a lock (Q5), and soon folded into `merchant_usage`. */
export const usageEntries = pgTable('usage_entries', { ...tenant(), ...counts() }, (table) => [
  index('usage_entries_merchant').on(table.merchantId, table.mode),
])

/** What was folded so far. With the entries that were not it is exact at any moment. */
export const merchantUsage = pgTable('merchant_usage', { ...tenant(), ...counts() }, (table) => [
  primaryKey({ columns: [table.merchantId, table.mode, table.month] }),
])
