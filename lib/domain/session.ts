import type { ExceptionKind, InvoiceStatus } from './invoice'

/** Document 002's states of a checkout session. */
export const SESSION_STATUSES = [
  'pending',
  'detected',
  'underpaid',
  'overpaid',
  'paid',
  'paid_late',
  'expired',
  'failed',
] as const
export type SessionStatus = (typeof SESSION_STATUSES)[number]

export const SESSION_EVENTS = [
  'session.created',
  'session.pending',
  'session.detected',
  'session.paid',
  'session.underpaid',
  'session.overpaid',
  'session.expired',
  'session.paid_late',
  'session.failed',
] as const
export type SessionEvent = (typeof SESSION_EVENTS)[number]

export type SessionFacts = {
  status: InvoiceStatus
  /** What stands beside the status and nobody has resolved. */
  open: ReadonlySet<ExceptionKind>
  /** It took money of a block after its time to pay it: what came in time did not cover it (D10). */
  paidByLateMoney: boolean
}

/**
 * A session's state, derived from its invoice's status and exceptions. Paid too much waits for the merchant until the exception is
 * resolved; a settled payment whose block was undone has failed (D1); giving money back later changes nothing about having been paid.
 */
export function sessionStatus({ status, open, paidByLateMoney }: SessionFacts): SessionStatus {
  switch (status) {
    case 'pending':
      return 'pending'
    case 'partial':
      return 'underpaid'
    case 'confirming':
      return 'detected'
    case 'paid':
      if (open.has('reverted')) return 'failed'
      if (open.has('overpaid')) return 'overpaid'
      return paidByLateMoney ? 'paid_late' : 'paid'
    case 'refunded':
      return paidByLateMoney ? 'paid_late' : 'paid'
    case 'expired':
      return 'expired'
    case 'cancelled':
      return 'failed'
  }
}

/** The event that tells of a state. */
export function eventOf(status: SessionStatus): SessionEvent {
  return `session.${status}`
}
