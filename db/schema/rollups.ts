import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { GRAINS } from '@/lib/domain/grains'
import { instant, mode, sums } from './columns'
import { merchants } from './merchants'

const slot = () => ({
  merchantId: text('merchant_id')
    .notNull()
    .references(() => merchants.id),
  mode: mode(),
  /** Where it begins: a quarter of an hour, or what it was folded into. */
  bucket: instant('bucket').notNull(),
  /** Of the invoices. */
  currency: text('currency').notNull(),
  /** What a settlement was paid in; '' where invoices are counted by their state. */
  token: text('token').notNull(),
})

const count = (name: string) =>
  bigint(name, { mode: 'bigint' })
    .notNull()
    .default(sql`0`)
const amount = (name: string) =>
  sums(name)
    .notNull()
    .default(sql`0`)

/** The measures of `lib/domain/tally.ts`. */
const measures = () => ({
  pending: count('pending'),
  partial: count('partial'),
  confirming: count('confirming'),
  paid: count('paid'),
  expired: count('expired'),
  cancelled: count('cancelled'),
  refunded: count('refunded'),
  completed: count('completed'),
  failed: count('failed'),
  visits: count('visits'),
  /** Fiat at each invoice's quote, by hundred-millionths. */
  gross: amount('gross'),
  fees: amount('fees'),
  paymentMs: count('payment_ms'),
  settlementMs: count('settlement_ms'),
})

/** What one transaction adds to its merchant's sums: written without a lock (Q5), and soon folded into `rollups`. */
export const rollupEntries = pgTable('rollup_entries', { ...slot(), ...measures() }, (table) => [
  index('rollup_entries_merchant').on(table.merchantId, table.mode),
])

/** What was folded so far. With the entries that were not it is exact at any moment. */
export const rollups = pgTable(
  'rollups',
  { ...slot(), grain: text('grain', { enum: GRAINS }).notNull(), ...measures() },
  (table) => [
    primaryKey({
      columns: [table.merchantId, table.mode, table.grain, table.bucket, table.currency, table.token],
    }),
  ],
)
