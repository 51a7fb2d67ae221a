import { boolean, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { DefaultTiming } from '@/lib/domain/paymentTiming'
import { createdAt, instant, mode } from './columns'
import { merchants } from './merchants'

/** A merchant's configuration in document 000's words, where it has one. Where its webhooks go is a row of `webhook_endpoints`. */
export const checkoutConfigs = pgTable(
  'checkout_configs',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    defaultPaymentTiming: jsonb('default_payment_timing').$type<DefaultTiming>().notNull(),
    /** Who an invoice says it is from; null is the merchant's name. */
    invoiceIssuerName: text('invoice_issuer_name'),
    sendInvoiceCreatedEmail: boolean('send_invoice_created_email').notNull(),
    sendInvoicePaidEmail: boolean('send_invoice_paid_email').notNull(),
    /** Which fields the merchant's own form for new invoices shows. */
    invoiceCreateFields: jsonb('invoice_create_fields').$type<Record<string, boolean>>().notNull(),
    /** Where a customer who has paid is led, unless their invoice says so itself. */
    redirectUrl: text('redirect_url'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [uniqueIndex('checkout_configs_once').on(table.merchantId, table.mode)],
)
