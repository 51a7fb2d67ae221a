import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, sums } from './columns'
import { merchants } from './merchants'

/** The operator says that a merchant has paid the platform fees that no chain split off, up to a moment. Written by the operator alone. */
export const feePayments = pgTable(
  'fee_payments',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    /** Of settlements made until then, inclusive; live ones alone cost anything. */
    paidThrough: instant('paid_through').notNull(),
    /** What these came to beyond what was paid before, US cents. */
    amountMinor: sums('amount_minor').notNull(),
    note: text('note').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('fee_payments_merchant').on(table.merchantId, table.paidThrough)],
)
