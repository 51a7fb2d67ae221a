import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { TIMING_MODES } from '@/lib/domain/paymentTiming'
import { createdAt, instant, mode } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

/** Document 000's own words about one invoice, which holds everything that is paid: its status is derived from there, and stored nowhere. */
export const checkoutInvoices = pgTable(
  'checkout_invoices',
  {
    invoiceId: text('invoice_id')
      .primaryKey()
      .references(() => invoices.id),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    productName: text('product_name'),
    productCode: text('product_code'),
    integrationId: text('integration_id'),
    issuedBy: text('issued_by'),
    /** Who is billed. Personal data, as the next two: erased with the customer (L7). */
    billTo: text('bill_to'),
    customerId: text('customer_id'),
    customerEmail: text('customer_email'),
    /** May repeat; the next one may not (Q12). */
    merchantReference: text('merchant_reference'),
    externalInvoiceId: text('external_invoice_id'),
    timing: text('timing', { enum: TIMING_MODES }).notNull(),
    expiresAfterMinutes: integer('expires_after_minutes'),
    dueAt: instant('due_at'),
    graceDays: integer('grace_days'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('checkout_invoices_tenant', table),
    check(
      'checkout_invoices_timing',
      sql`case ${table.timing} when 'immediate'
        then ${table.expiresAfterMinutes} is not null and num_nonnulls(${table.dueAt}, ${table.graceDays}) = 0
        else ${table.expiresAfterMinutes} is null and num_nulls(${table.dueAt}, ${table.graceDays}) = 0 end`,
    ),
    // Q12: one invoice of each external id, also when two are made at once.
    uniqueIndex('checkout_invoices_external')
      .on(table.merchantId, table.mode, table.externalInvoiceId)
      .where(sql`${table.externalInvoiceId} is not null`),
    index('checkout_invoices_list').on(table.merchantId, table.mode, table.createdAt, table.invoiceId),
    index('checkout_invoices_email')
      .on(table.merchantId, table.mode, table.customerEmail)
      .where(sql`${table.customerEmail} is not null`),
  ],
)
