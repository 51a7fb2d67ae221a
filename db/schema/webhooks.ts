import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode } from './columns'
import { ofInvoice } from './invoices'
import { merchants } from './merchants'

/** In whose words an endpoint is told (W1): document 004's, document 002's or document 000's. */
export const WEBHOOK_DIALECTS = ['invoices', 'sessions', 'checkout'] as const
export type WebhookDialect = (typeof WEBHOOK_DIALECTS)[number]
export const RETRY_BACKOFFS = ['linear', 'exponential'] as const
/**
 * `parked` waits until its receiver answers again or someone asks; `dropped` has nobody left to be told; `abandoned` is out of tries at an
 * endpoint of document 002, and is sent again only when someone asks.
 */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'parked', 'dropped', 'abandoned'] as const

/** Why an endpoint is told nothing: the merchant wants it so, every try failed for too long, or it said itself that it is gone (410). */
export const DISABLED_REASONS = ['requested', 'failing', 'gone'] as const

/** Where a merchant wants to be told, and how. Never deleted, because its deliveries stay. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    dialect: text('dialect', { enum: WEBHOOK_DIALECTS }).notNull(),
    url: text('url').notNull(),
    /** Public names of events, or `*` for all of them. */
    events: text('events').array().notNull(),
    /** Encrypted; signs every delivery (W2). */
    secret: text('secret').notNull(),
    /** How the secret is shown to people. */
    secretHint: text('secret_hint').notNull(),
    /** Encrypted; signs beside the new one until then (W2). */
    previousSecret: text('previous_secret'),
    previousSecretUntil: instant('previous_secret_until'),
    /** Encrypted JSON of the merchant's own headers, in which tokens stand; null without any. */
    customHeaders: text('custom_headers'),
    customHeaderNames: text('custom_header_names').array().notNull().default([]),
    /** Addresses and CIDR ranges that the receiver must be in; they narrow and never open (W4). */
    allowedIps: text('allowed_ips').array().notNull(),
    maxRetries: integer('max_retries').notNull(),
    retryBackoff: text('retry_backoff', { enum: RETRY_BACKOFFS }).notNull(),
    timeoutSeconds: integer('timeout_seconds').notNull(),
    enabled: boolean('enabled').notNull(),
    /** Null while it is enabled, and so is the time. */
    disabledReason: text('disabled_reason', { enum: DISABLED_REASONS }),
    disabledAt: instant('disabled_at'),
    deletedAt: instant('deleted_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('webhook_endpoints_disabled', sql`${table.enabled} = (${table.disabledReason} is null)`),
    index('webhook_endpoints_merchant')
      .on(table.merchantId, table.mode)
      .where(sql`${table.deletedAt} is null`),
  ],
)

/** One event for one receiver: written with the event, sent afterwards, kept for a while (W3). */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id').notNull(),
    mode: mode(),
    invoiceId: text('invoice_id').notNull(),
    /** Of `events`, or of `session_events` for document 002. No foreign key: a delivery that waits outlives the latter (ADR 0035). */
    eventId: text('event_id').notNull(),
    /** The event's number within its invoice or session: the order in which they are first sent. */
    seq: integer('seq').notNull(),
    /** Null where it goes to the invoice's own address. No foreign key: it would lock a row that all creates share (Q5). */
    endpointId: text('endpoint_id'),
    /** The invoice's own address; an endpoint's is the endpoint's. */
    url: text('url'),
    /** What shares one receiver: a bounded number of tries at once, and one that answers wakes all that are parked. */
    receiver: text('receiver').notNull(),
    /** The public name of the event. */
    eventType: text('event_type').notNull(),
    /** What is sent, to the byte, as it was at the commit (W3). */
    body: text('body').notNull(),
    status: text('status', { enum: DELIVERY_STATUSES }).notNull(),
    /** Tries that failed since it was last given all of them. */
    tries: integer('tries').notNull(),
    /** All tries that began; the number of the one under way. */
    attempts: integer('attempts').notNull(),
    /** How often it was woken after it was parked: it is woken less and less often. */
    wakes: integer('wakes').notNull(),
    /** Due from then on; while a try is under way, when that try counts as lost; while parked, when it may be woken; else when it ended. */
    nextAttemptAt: instant('next_attempt_at').notNull(),
    /** A try is under way until then at most; null between tries. */
    claimedUntil: instant('claimed_until'),
    /** Of the last try; null when there was no answer. */
    responseCode: integer('response_code'),
    /** When it was first taken. */
    deliveredAt: instant('delivered_at'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('webhook_deliveries_tenant', table),
    check('webhook_deliveries_receiver', sql`(${table.endpointId} is null) <> (${table.url} is null)`),
    // One event reaches a receiver once; also finds what is sent before it.
    uniqueIndex('webhook_deliveries_once').on(table.invoiceId, table.receiver, table.seq),
    index('webhook_deliveries_due')
      .on(table.receiver, table.nextAttemptAt, table.seq)
      .where(sql`${table.status} = 'pending'`),
    index('webhook_deliveries_parked')
      .on(table.receiver, table.nextAttemptAt)
      .where(sql`${table.status} = 'parked'`),
    // What a merchant has to look at.
    index('webhook_deliveries_stuck')
      .on(table.merchantId, table.mode, table.createdAt)
      .where(sql`${table.status} = 'parked'`),
    index('webhook_deliveries_ended')
      .on(table.nextAttemptAt)
      .where(sql`${table.status} in ('delivered', 'dropped', 'abandoned')`),
    index('webhook_deliveries_endpoint')
      .on(table.endpointId, table.createdAt, table.id)
      .where(sql`${table.endpointId} is not null`),
    index('webhook_deliveries_list').on(table.merchantId, table.mode, table.createdAt, table.id),
  ],
)

/** One try of a delivery and what came of it. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    /** From 1 in each delivery; one that is missing was cut off. */
    number: integer('number').notNull(),
    startedAt: instant('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** Null when there was no answer. */
    responseCode: integer('response_code'),
    /** Why it failed, in words; null when it did not. */
    error: text('error'),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.number] })],
)

/** A receiver that was ever in trouble; written by the dispatcher alone, never while an invoice is made (Q5). */
export const webhookReceivers = pgTable(
  'webhook_receivers',
  {
    receiver: text('receiver').primaryKey(),
    /** Since when every try failed; null while it answers. */
    failingSince: instant('failing_since'),
    /** How many tries failed in a row. */
    failures: integer('failures').notNull(),
    /** It asked to be left alone until then (Retry-After). */
    pausedUntil: instant('paused_until'),
    /** When one of its parked deliveries is tried, to see whether it is back; null while it answers. */
    probeAt: instant('probe_at'),
  },
  (table) => [
    index('webhook_receivers_probe')
      .on(table.probeAt)
      .where(sql`${table.probeAt} is not null`),
  ],
)
