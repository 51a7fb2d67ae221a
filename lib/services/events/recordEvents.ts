import { insertEvents } from '@/db/queries/events'
import { updateInvoice } from '@/db/queries/invoices'
import type { EventData } from '@/db/schema'
import { newId } from '@/lib/ids'
import { invoiceTopic } from '@/lib/live/topics'
import type { Actor, ServiceContext } from '../context'
import { tellCheckout } from '../checkout/tellCheckout'
import type { EventRow, InvoiceRow } from '../views'
import { writeDeliveries } from '../webhooks/writeDeliveries'

export type NewEvent = { type: EventType; data: EventData }

export type EventType =
  | 'invoice.created'
  | 'invoice.pending'
  | 'invoice.refunded'
  | 'invoice.partial'
  | 'invoice.confirming'
  | 'invoice.paid'
  | 'invoice.expired'
  | 'invoice.cancelled'
  | 'invoice.reopened'
  | 'invoice.requoted'
  | 'invoice.overpaid'
  | 'invoice.credit_applied'
  | 'invoice.credit_released'
  | 'invoice.exception_opened'
  | 'invoice.exception_closed'
  | 'payment.detected'
  | 'payment.confirmed'
  | 'payment.reverted'
  | 'payment.corrected'
  | 'payment.held'
  | 'payment.released'
  | 'transfer.misdirected'
  | 'transfer.confirmed'
  | 'transfer.reverted'
  | 'transfer.accepted'
  | 'transfer.swept'
  | 'settlement.pending'
  | 'settlement.completed'
  | 'settlement.failed'
  | 'settlement.reversed'
  | 'settlement.adjusted'
  | 'settlement.swept'
  | 'invoice.completed'
  | 'invoice.paid_outside'
  | 'refund.prepared'
  | 'refund.reported'
  | 'refund.sent'
  | 'refund.completed'
  | 'refund.reverted'
  | 'refund.cancelled'
  | 'refund.expired'

/** An event as it was written. */
export type RecordedEvent = EventRow & { type: EventType }

/** Who asked, or the part of the system that did it by itself. */
export type Author = Pick<Actor, 'label' | 'ipAddress' | 'userAgent' | 'requestId'>

export const SYSTEM: Author = { label: 'system:reconcile', ipAddress: null, userAgent: null, requestId: null }

/**
 * Writes what happened in the caller's transaction, numbered within the invoice, with the webhooks that tell of it (W1). The
 * caller holds the invoice's lock or has just inserted it (Q6), and gives it as it is after the change.
 */
export async function recordEvents(
  ctx: ServiceContext,
  author: Author,
  invoice: InvoiceRow,
  news: readonly NewEvent[],
): Promise<void> {
  if (news.length === 0) return
  const now = ctx.clock.now()
  const rows = news.map((event, index): RecordedEvent => ({
    id: newId('evt', now),
    merchantId: invoice.merchantId,
    mode: invoice.mode,
    invoiceId: invoice.id,
    seq: invoice.seq + index + 1,
    type: event.type,
    data: event.data,
    actor: author.label,
    ipAddress: author.ipAddress,
    userAgent: author.userAgent,
    requestId: author.requestId,
    createdAt: now,
  }))
  await insertEvents(ctx.db, rows)
  await writeDeliveries(ctx, invoice, rows)
  // Before its first event nobody knows yet by which document it is made.
  if (invoice.seq > 0) await tellCheckout(ctx, invoice, rows)
  // Nobody follows an invoice before it exists: making one tells nobody.
  if (invoice.seq > 0) ctx.touched?.add(invoiceTopic(invoice.id))
  await updateInvoice(ctx.db, invoice.id, { seq: invoice.seq + news.length })
}
