import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { ACCOUNTS } from '@/lib/domain/books'
import { createdAt, mode, sums } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

/**
 * Double entry in base units: the lines of one posting add up to zero for their asset. Nothing is changed or deleted;
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
    /** The invoice's posting number, from 1. */
    posting: integer('posting').notNull(),
    account: text('account', { enum: ACCOUNTS }).notNull(),
    network: text('network').notNull(),
    token: text('token').notNull(),
    /** Signed base units. */
    amount: sums('amount').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('ledger_entries_tenant', table),
    uniqueIndex('ledger_entries_once').on(
      table.invoiceId,
      table.posting,
      table.network,
      table.token,
      table.account,
    ),
    // What lies at deposit addresses is read whenever a merchant looks; the index alone answers it.
    index('ledger_entries_deposits')
      .on(table.merchantId, table.mode, table.network, table.token, table.invoiceId, table.amount)
      .where(sql`${table.account} = 'deposits'`),
  ],
)
