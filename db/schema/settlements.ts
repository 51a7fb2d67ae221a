import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode, sums } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

export const SETTLEMENT_STATUSES = ['pending', 'completed', 'failed'] as const

/** The accounting of a paid invoice, in the base units of what it was paid in (D6). */
export const settlements = pgTable(
  'settlements',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .unique()
      .references(() => invoices.id),
    network: text('network').notNull(),
    token: text('token').notNull(),
    decimals: integer('decimals').notNull(),
    gross: sums('gross').notNull(),
    fee: sums('fee').notNull(),
    net: sums('net').notNull(),
    feeBps: integer('fee_bps').notNull(),
    /** The invoice's, in which the values are. */
    currency: text('currency').notNull(),
    /** Gross and fee in fiat by hundred-millionths, each payment at the quote of its block (D3). */
    grossValue: sums('gross_value').notNull(),
    feeValue: sums('fee_value').notNull(),
    /** The block time of the last payment it took when it was made: the customer had done their part. */
    fundedAt: instant('funded_at').notNull(),
    /** What the customer's credit paid beside what arrived; no fee is taken of it (D8). */
    creditApplied: sums('credit_applied')
      .notNull()
      .default(sql`0`),
    /** The part of the gross that is too much, beyond the tolerance (D8). */
    excess: sums('excess')
      .notNull()
      .default(sql`0`),
    status: text('status', { enum: SETTLEMENT_STATUSES }).notNull(),
    failureReason: text('failure_reason'),
    settledAt: instant('settled_at'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('settlements_tenant', table),
    index('settlements_list').on(table.merchantId, table.mode, table.createdAt, table.id),
    // Few at any time: their sums are not in the rollups.
    index('settlements_unfinished')
      .on(table.merchantId, table.mode, table.createdAt, table.id)
      .where(sql`${table.status} <> 'completed'`),
  ],
)
