import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode, units } from './columns'
import { hubTerms } from './hubTerms'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

/**
 * What a customer signed for the gas key to hand in (EIP-3009). How it goes is said by the transaction that names it; without one it
 * waits, unless it was refused.
 */
export const hubRelays = pgTable(
  'hub_relays',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    termsId: text('terms_id')
      .notNull()
      .references(() => hubTerms.id),
    network: text('network').notNull(),
    /** Who signed, in display form. */
    payer: text('payer').notNull(),
    /** Seconds, both exclusive. */
    validAfter: units('valid_after').notNull(),
    validBefore: units('valid_before').notNull(),
    signature: text('signature').notNull(),
    /** It would not have gone through any more. */
    refusedAt: instant('refused_at'),
    refusalReason: text('refusal_reason'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('hub_relays_tenant', table),
    // The same terms are paid once: who asks twice asks for the same.
    uniqueIndex('hub_relays_once')
      .on(table.termsId, table.payer)
      .where(sql`${table.refusedAt} is null`),
    index('hub_relays_waiting')
      .on(table.network, table.createdAt)
      .where(sql`${table.refusedAt} is null`),
  ],
)
