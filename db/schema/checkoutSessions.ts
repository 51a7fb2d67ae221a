import { sql } from 'drizzle-orm'
import { index, integer, json, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { SESSION_EVENTS } from '@/lib/domain/session'
import { createdAt, mode } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'
import { ofLink } from './paymentLinks'

/** A thin row around one invoice, which holds everything that is paid: its state is derived from there, and stored nowhere. */
export const checkoutSessions = pgTable(
  'checkout_sessions',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** The link that it began at; null for one that the API made by itself. */
    linkId: text('link_id'),
    /** What the customer said, or the merchant said of them. Personal data: it is erased with the customer (L7). */
    customerEmail: text('customer_email'),
    customerName: text('customer_name'),
    customerNote: text('customer_note'),
    /** What its visitor's browser said that it was begun by, hashed with what they asked for; null for whoever says nothing. */
    visitor: text('visitor'),
    /** The newest of its events and how many there were: they are forgotten earlier than it is. Written with them. */
    told: text('told', { enum: SESSION_EVENTS }),
    toldSeq: integer('told_seq').notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('checkout_sessions_tenant', table),
    ofLink('checkout_sessions_link', table),
    uniqueIndex('checkout_sessions_invoice').on(table.invoiceId),
    index('checkout_sessions_list').on(table.merchantId, table.mode, table.createdAt, table.id),
    index('checkout_sessions_of_link').on(table.linkId, table.createdAt, table.id),
    index('checkout_sessions_visitor')
      .on(table.linkId, table.visitor)
      .where(sql`${table.visitor} is not null`),
    index('checkout_sessions_email').on(table.merchantId, table.mode, table.customerEmail),
  ],
)

/**
 * What became of a session, with the whole of it as it was then: written in the transaction that changed it, never changed, and forgotten
 * after a while.
 * Invoices have events of their own, which say who did what; these are what document 002 tells of them.
 */
export const sessionEvents = pgTable(
  'session_events',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    sessionId: text('session_id')
      .notNull()
      .references(() => checkoutSessions.id),
    /** Gapless within its session, given under its invoice's lock (Q6). */
    seq: integer('seq').notNull(),
    type: text('type', { enum: SESSION_EVENTS }).notNull(),
    /** Document 002's session, as `json`, which keeps the order of its fields. */
    data: json('data').$type<Record<string, unknown>>().notNull(),
    /** By the database's own clock, to which the list of events compares what is still being written (Q6). */
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('session_events_tenant', table),
    uniqueIndex('session_events_seq').on(table.sessionId, table.seq),
    index('session_events_list').on(table.merchantId, table.mode, table.createdAt, table.id),
    index('session_events_age').on(table.createdAt),
    index('session_events_type').on(table.merchantId, table.mode, table.type, table.createdAt, table.id),
  ],
)
