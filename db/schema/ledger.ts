import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, mode, units } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

/**
 * Double entry in base units: the amounts of one posting add up to zero for its asset. Nothing is changed or deleted;
 * what turns out wrong is reversed by another posting (D1).
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** What was posted, such as `settle:set_..` or `sweep:local:0x..:3`; a posting happens once. */
    posting: text('posting').notNull(),
    line: integer('line').notNull(),
    account: text('account', {
      enum: ['deposits', 'merchant', 'platform_fee', 'treasury', 'fee_recipient', 'rounding'],
    }).notNull(),
    network: text('network').notNull(),
    token: text('token').notNull(),
    /** Signed base units. */
    amount: units('amount').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('ledger_entries_tenant', table),
    uniqueIndex('ledger_entries_once').on(table.posting, table.line),
    index('ledger_entries_invoice').on(table.invoiceId),
  ],
)
