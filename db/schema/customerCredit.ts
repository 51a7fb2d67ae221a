import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { CREDIT_ACCOUNTS } from '@/lib/domain/customerCredit'
import { createdAt, mode, sums, units } from './columns'
import { customers, ofCustomer } from './customers'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

/**
 * What an invoice may take of an earlier one's excess, reserved when it was made (D8). What it has taken now is in the entries.
 * `network` names no lane: a test customer's credit is spent on another test invoice.
 */
export const creditClaims = pgTable(
  'credit_claims',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** The overpaid invoice. */
    sourceInvoiceId: text('source_invoice_id')
      .notNull()
      .references(() => invoices.id),
    network: text('network').notNull(),
    token: text('token').notNull(),
    decimals: integer('decimals').notNull(),
    amount: units('amount').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('credit_claims_tenant', table),
    ofSource('credit_claims_source', table),
    ofCustomer('credit_claims_customer', table),
    uniqueIndex('credit_claims_once').on(table.invoiceId, table.sourceInvoiceId),
    // In the order of the claims on one excess: the older one goes first.
    index('credit_claims_order').on(table.sourceInvoiceId, table.id),
    check('credit_claims_amount', sql`${table.amount} > 0`),
  ],
)

/**
 * Double entry of customers' credit in base units: the lines of one posting add up to zero (D8). Nothing is changed or deleted;
 * what turns out wrong is reversed by another posting (D1).
 */
export const creditEntries = pgTable(
  'credit_entries',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    /** The invoice whose change it is: the overpaid one, or one that takes of its excess. */
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    sourceInvoiceId: text('source_invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** The invoice's posting number in these books, from 1. */
    posting: integer('posting').notNull(),
    account: text('account', { enum: CREDIT_ACCOUNTS }).notNull(),
    network: text('network').notNull(),
    token: text('token').notNull(),
    decimals: integer('decimals').notNull(),
    /** Signed base units. */
    amount: sums('amount').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('credit_entries_tenant', table),
    ofSource('credit_entries_source', table),
    ofCustomer('credit_entries_customer', table),
    uniqueIndex('credit_entries_once').on(
      table.invoiceId,
      table.posting,
      table.sourceInvoiceId,
      table.account,
    ),
    index('credit_entries_balance').on(table.customerId, table.network, table.token),
    index('credit_entries_excess').on(table.sourceInvoiceId),
  ],
)

function ofSource(name: string, table: Record<'sourceInvoiceId' | 'merchantId' | 'mode', AnyPgColumn>) {
  return foreignKey({
    name,
    columns: [table.sourceInvoiceId, table.merchantId, table.mode],
    foreignColumns: [invoices.id, invoices.merchantId, invoices.mode],
  })
}
