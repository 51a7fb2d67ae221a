import type { EventType } from '../events/recordEvents'

/** What document 004 names, in its words. */
const DOCUMENTED = [
  'invoice.created',
  'invoice.expired',
  'invoice.cancelled',
  'invoice.paid',
  'invoice.refunded',
  'invoice.overpaid',
  'payment.detected',
  'payment.confirming',
  'payment.confirmed',
  'payment.failed',
  'settlement.completed',
] as const

/** What else happens, and the document has no word for. */
const OWN = [
  'invoice.pending',
  'invoice.partial',
  'invoice.confirming',
  'invoice.reopened',
  'invoice.requoted',
  'invoice.credit_applied',
  'invoice.credit_released',
  'invoice.exception_opened',
  'invoice.exception_closed',
  'payment.reverted',
  'payment.corrected',
  'payment.held',
  'payment.released',
  'transfer.misdirected',
  'transfer.confirmed',
  'transfer.reverted',
  'transfer.accepted',
  'transfer.swept',
  'settlement.pending',
  'settlement.failed',
  'settlement.adjusted',
  'settlement.reversed',
  'settlement.swept',
  'invoice.completed',
  'invoice.paid_outside',
  'refund.prepared',
  'refund.reported',
  'refund.sent',
  'refund.completed',
  'refund.reverted',
  'refund.cancelled',
  'refund.expired',
] as const

export const WEBHOOK_EVENTS = [...DOCUMENTED, ...OWN] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** An endpoint that lists this is told of everything. */
export const ALL_EVENTS = '*'

/** The public names of an event, the one that is used unless another is asked for first (W1). */
const NAMES: Record<EventType, readonly [WebhookEvent, ...WebhookEvent[]]> = {
  'invoice.created': ['invoice.created'],
  'invoice.pending': ['invoice.pending'],
  'invoice.partial': ['invoice.partial'],
  'invoice.confirming': ['payment.confirming', 'invoice.confirming'],
  'invoice.paid': ['invoice.paid'],
  'invoice.expired': ['invoice.expired'],
  'invoice.cancelled': ['invoice.cancelled'],
  'invoice.refunded': ['invoice.refunded'],
  'invoice.reopened': ['invoice.reopened'],
  'invoice.requoted': ['invoice.requoted'],
  'invoice.overpaid': ['invoice.overpaid'],
  'invoice.credit_applied': ['invoice.credit_applied'],
  'invoice.credit_released': ['invoice.credit_released'],
  'invoice.exception_opened': ['invoice.exception_opened'],
  'invoice.exception_closed': ['invoice.exception_closed'],
  'payment.detected': ['payment.detected'],
  'payment.confirmed': ['payment.confirmed'],
  'payment.reverted': ['payment.reverted', 'payment.failed'],
  'payment.corrected': ['payment.corrected'],
  'payment.held': ['payment.held'],
  'payment.released': ['payment.released'],
  'transfer.misdirected': ['transfer.misdirected'],
  'transfer.confirmed': ['transfer.confirmed'],
  'transfer.reverted': ['transfer.reverted'],
  'transfer.accepted': ['transfer.accepted'],
  'transfer.swept': ['transfer.swept'],
  'settlement.completed': ['settlement.completed'],
  'settlement.pending': ['settlement.pending'],
  'settlement.failed': ['settlement.failed'],
  'settlement.adjusted': ['settlement.adjusted'],
  'settlement.reversed': ['settlement.reversed'],
  'settlement.swept': ['settlement.swept'],
  'invoice.completed': ['invoice.completed'],
  'invoice.paid_outside': ['invoice.paid_outside'],
  'refund.prepared': ['refund.prepared'],
  'refund.reported': ['refund.reported'],
  'refund.sent': ['refund.sent'],
  'refund.completed': ['refund.completed'],
  'refund.reverted': ['refund.reverted'],
  'refund.cancelled': ['refund.cancelled'],
  'refund.expired': ['refund.expired'],
}

/** How an event is named to someone who asks for these names, `*` being all of them; null when none of its names is asked for. */
export function publicName(event: { type: EventType }, asked: readonly string[]): WebhookEvent | null {
  const names = NAMES[event.type]
  if (asked.includes(ALL_EVENTS)) return names[0]
  return names.find((name) => asked.includes(name)) ?? null
}
