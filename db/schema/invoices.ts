import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { EXCEPTION_ACTIONS } from '@/lib/domain/deciding'
import { EXCEPTIONS, INVOICE_STATUSES, OVERPAYMENT_ACTIONS, type Item } from '@/lib/domain/invoice'
import { createdAt, instant, mode, units } from './columns'
import { customers } from './customers'
import { merchants } from './merchants'

/** What is owed. Status is the fold of its payments, written by `applyAssessment` alone. */
export const invoices = pgTable(
  'invoices',
  {
    id: text('id').primaryKey(),
    /** The same invoice's id in documents that ask for a UUID. */
    uuid: uuid('uuid').notNull().unique(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    /** Who pays it, as far as the merchant said (D8). */
    customerId: text('customer_id'),
    title: text('title').notNull(),
    description: text('description'),
    items: jsonb('items').$type<Item[]>().notNull(),
    currency: text('currency').notNull(),
    subtotalMinor: units('subtotal_minor').notNull(),
    taxMinor: units('tax_minor').notNull(),
    totalMinor: units('total_minor').notNull(),
    /** What one unit of the currency was worth in US dollars when it was made: what limits, tiers and thresholds go by. */
    usdNum: units('usd_num')
      .notNull()
      .default(sql`1`),
    usdDen: units('usd_den')
      .notNull()
      .default(sql`1`),
    status: text('status', { enum: INVOICE_STATUSES }).notNull(),
    underpaymentPpm: units('underpayment_ppm').notNull(),
    overpaymentMinor: units('overpayment_minor').notNull(),
    overpaymentAction: text('overpayment_action', { enum: OVERPAYMENT_ACTIONS }).notNull(),
    confirmationsOverride: integer('confirmations_override'),
    lateGraceMs: integer('late_grace_ms').notNull(),
    feeBps: integer('fee_bps').notNull(),
    webhookUrl: text('webhook_url'),
    /** How many more times its customer may ask for a new quote after it expired (D3). */
    requotesLeft: integer('requotes_left').notNull(),
    returnUrl: text('return_url'),
    cancelUrl: text('cancel_url'),
    /** As `json`, which keeps the merchant's order of keys. */
    metadata: json('metadata').$type<Record<string, string>>().notNull(),
    /** The quote ends. */
    expiresAt: instant('expires_at').notNull(),
    /** The address is watched closely until then (S8). */
    monitorUntil: instant('monitor_until').notNull(),
    paidAt: instant('paid_at'),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
    refundedAt: instant('refunded_at'),
    /** The merchant means to give back everything that arrived (F6). */
    refundAll: boolean('refund_all').notNull().default(false),
    /** A person took what arrived for the whole: the accepted payments (D1). */
    completedAt: instant('completed_at'),
    completionReason: text('completion_reason'),
    /** It was paid elsewhere, and the merchant said so: a fact, which no payment here can undo. */
    paidOutsideAt: instant('paid_outside_at'),
    paidOutsideNote: text('paid_outside_note'),
    acceptedPayments: text('accepted_payments')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Whoever opened a link made it: it counts for the plan once it is paid for, as a merchant asked for none of these. */
    byVisit: boolean('by_visit').notNull().default(false),
    /** The last event's number; given under this row's lock (Q6). */
    seq: integer('seq').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('invoices_list').on(table.merchantId, table.mode, table.createdAt, table.id),
    index('invoices_list_status').on(table.merchantId, table.mode, table.status, table.createdAt, table.id),
    index('invoices_list_currency').on(
      table.merchantId,
      table.mode,
      table.currency,
      table.createdAt,
      table.id,
    ),
    // By currency first: what an amount is in minor units differs between them.
    index('invoices_list_amount').on(table.merchantId, table.mode, table.currency, table.totalMinor),
    index('invoices_open')
      .on(table.expiresAt)
      .where(sql`${table.status} in ('pending', 'partial')`),
    unique('invoices_tenant').on(table.id, table.merchantId, table.mode),
    // Q1: the customer is the same merchant's, in the same mode.
    foreignKey({
      name: 'invoices_customer',
      columns: [table.customerId, table.merchantId, table.mode],
      foreignColumns: [customers.id, customers.merchantId, customers.mode],
    }),
    index('invoices_by_customer').on(table.customerId, table.createdAt, table.id),
    check('invoices_dollars', sql`${table.usdNum} > 0 and ${table.usdDen} > 0`),
    check(
      'invoices_total',
      sql`${table.totalMinor} = ${table.subtotalMinor} + ${table.taxMinor} and ${table.totalMinor} > 0`,
    ),
  ],
)

type TenantColumns = Record<'invoiceId' | 'merchantId' | 'mode', AnyPgColumn>

/** Q1 in SQL: a row beneath an invoice has the invoice's merchant and mode, or it cannot be written. */
export function ofInvoice(name: string, table: TenantColumns) {
  return foreignKey({
    name,
    columns: [table.invoiceId, table.merchantId, table.mode],
    foreignColumns: [invoices.id, invoices.merchantId, invoices.mode],
  })
}

/** What is wrong beside the status, open until the facts or a person close it (D1). */
export const invoiceExceptions = pgTable(
  'invoice_exceptions',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    kind: text('kind', { enum: EXCEPTIONS }).notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    /** `facts` when the reason is gone, else who resolved it. */
    closedBy: text('closed_by'),
    /** What that person made of it, and why; null where the facts closed it. */
    action: text('action', { enum: EXCEPTION_ACTIONS }),
    note: text('note'),
    /** A digest of the payments that they knew of: the decision holds as long as these are all (`decidedOn`). */
    decidedOn: text('decided_on'),
  },
  (table) => [
    uniqueIndex('invoice_exceptions_open')
      .on(table.invoiceId, table.kind)
      .where(sql`${table.closedAt} is null`),
    ofInvoice('invoice_exceptions_tenant', table),
    index('invoice_exceptions_invoice').on(table.invoiceId),
    index('invoice_exceptions_needed')
      .on(table.merchantId, table.mode, table.openedAt, table.id)
      .where(sql`${table.closedAt} is null`),
  ],
)
