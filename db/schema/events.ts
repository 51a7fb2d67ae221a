import { sql, type AnyColumn } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, mode } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

export type EventData = Record<string, string | number | boolean | null>

/** Neither a run of the server's nor a clock's: people, keys, commands. */
export const BY_SOMEBODY = (actor: AnyColumn) => sql`${actor} not like 'system:%'`

/** An immutable line of what happened, written in the transaction that made it happen. */
export const events = pgTable(
  'events',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** Gapless within its invoice, given under the invoice's lock (Q6). */
    seq: integer('seq').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').$type<EventData>().notNull(),
    /** Who did it: `api_key:sk_live_***123`, `system:reconcile`. */
    actor: text('actor').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('events_tenant', table),
    uniqueIndex('events_seq').on(table.invoiceId, table.seq),
    index('events_merchant').on(table.merchantId, table.mode, table.createdAt, table.id),
    index('events_type').on(table.merchantId, table.mode, table.type, table.createdAt, table.id),
    // Most are the system's own, which any page of the log finds at once.
    index('events_actor')
      .on(table.merchantId, table.mode, table.actor, table.createdAt, table.id)
      .where(BY_SOMEBODY(table.actor)),
  ],
)
