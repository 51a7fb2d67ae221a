/** What document 000 tells of an invoice, each of which its merchant can switch off. */
export const CHECKOUT_EVENTS = [
  'invoice_created',
  'invoice_partially_paid',
  'invoice_payment_detected',
  'invoice_confirmed',
  'invoice_expired',
  'invoice_voided',
  'invoice_payment_recorded',
  'invoice_exception_opened',
  'invoice_exception_closed',
] as const
export type CheckoutEvent = (typeof CHECKOUT_EVENTS)[number]

const EVENT_OF: Readonly<Record<string, CheckoutEvent>> = {
  'invoice.created': 'invoice_created',
  'invoice.partial': 'invoice_partially_paid',
  'invoice.confirming': 'invoice_payment_detected',
  'invoice.paid': 'invoice_confirmed',
  'invoice.expired': 'invoice_expired',
  'invoice.cancelled': 'invoice_voided',
  'invoice.paid_outside': 'invoice_payment_recorded',
  'invoice.exception_opened': 'invoice_exception_opened',
  'invoice.exception_closed': 'invoice_exception_closed',
}

/** By which name the document tells of something that happened; null where it has none. What was paid elsewhere is told once, as that. */
export function checkoutEvent(type: string, paidOutside: boolean): CheckoutEvent | null {
  if (type === 'invoice.paid' && paidOutside) return null
  return EVENT_OF[type] ?? null
}
