import type { Coverage } from './coverage'
import { gravest, type ExceptionAction } from './deciding'
import type { ExceptionKind, InvoiceStatus } from './invoice'
import { mulDiv, type Ratio } from './rational'

/** Document 000's statuses of an invoice. */
export const CHECKOUT_STATUSES = [
  'awaiting_payment',
  'partially_paid',
  'payment_detected',
  'confirmed',
  'paid_out_of_band',
  'expired',
  'voided',
] as const
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number]

const STATUS_OF: Readonly<Record<InvoiceStatus, CheckoutStatus>> = {
  pending: 'awaiting_payment',
  partial: 'partially_paid',
  confirming: 'payment_detected',
  paid: 'confirmed',
  // What is given back later changes nothing about its having been paid.
  refunded: 'confirmed',
  expired: 'expired',
  cancelled: 'voided',
}

/** Its status, derived: nothing stores it. What was paid elsewhere stays so, whatever comes on a chain. */
export function checkoutStatus(status: InvoiceStatus, paidOutside: boolean): CheckoutStatus {
  return paidOutside ? 'paid_out_of_band' : STATUS_OF[status]
}

/** The invoice's statuses behind one of the document's, for a filter; `paid_out_of_band` hangs on another fact. */
export function statusesBehind(status: Exclude<CheckoutStatus, 'paid_out_of_band'>): InvoiceStatus[] {
  return Object.entries(STATUS_OF).flatMap(([own, shown]) => (shown === status ? [own as InvoiceStatus] : []))
}

export const PAYMENT_COVERAGES = ['no_payment', 'partial_payment', 'exact_payment', 'overpayment'] as const
export type PaymentCoverage = (typeof PAYMENT_COVERAGES)[number]

const COVERAGE_OF: Readonly<Record<Coverage, PaymentCoverage>> = {
  none: 'no_payment',
  partial: 'partial_payment',
  exact: 'exact_payment',
  over: 'overpayment',
}

export function paymentCoverage(coverage: Coverage): PaymentCoverage {
  return COVERAGE_OF[coverage]
}

/** What the invoice's money comes to, in its minor units. */
export type PaymentSummary = {
  received: bigint
  confirmed: bigint
  remaining: bigint
  overpaid: bigint
}

/**
 * Shares of the whole as money, rounded down: what is not quite there is not there. Of an invoice that was paid elsewhere nothing remains, and
 * all that came is too much.
 */
export function paymentSummary(
  totalMinor: bigint,
  shares: { received: Ratio; confirmed: Ratio },
  paidOutside: boolean,
): PaymentSummary {
  const received = mulDiv(totalMinor, shares.received.num, shares.received.den, 'down')
  const confirmed = mulDiv(totalMinor, shares.confirmed.num, shares.confirmed.den, 'down')
  const owed = paidOutside ? 0n : totalMinor
  return {
    received,
    confirmed,
    remaining: received < owed ? owed - received : 0n,
    overpaid: received > owed ? received - owed : 0n,
  }
}

/** Document 000's names of what can be wrong; its own are not known, so that these are ours (ADR 0044). */
export const CHECKOUT_EXCEPTIONS = {
  underpaid: 'underpayment',
  overpaid: 'overpayment',
  late: 'late_payment',
  wrong_asset: 'wrong_asset',
  reverted: 'payment_reverted',
  held: 'held',
  refund_due: 'refund_due',
} as const satisfies Record<ExceptionKind, string>
export type CheckoutException = (typeof CHECKOUT_EXCEPTIONS)[ExceptionKind]

/** The kind behind a name of the document's. */
export function kindOf(name: CheckoutException): ExceptionKind {
  const kinds = Object.keys(CHECKOUT_EXCEPTIONS) as ExceptionKind[]
  const kind = kinds.find((one) => CHECKOUT_EXCEPTIONS[one] === name)
  if (!kind) throw new RangeError(`no exception is called ${name}`)
  return kind
}

type ExceptionFacts = {
  kind: ExceptionKind
  closedAt: Date | null
  action: ExceptionAction | null
  note: string | null
}

export type ShownException = {
  type: CheckoutException
  status: 'open' | 'closed'
  action: ExceptionAction | null
  note: string | null
  closedAt: Date | null
}

/** The one exception that the document has room for: the gravest that stands, else the one closed last; null without any (D1). */
export function shownException(exceptions: readonly ExceptionFacts[]): ShownException | null {
  const open = gravest(exceptions.filter((one) => one.closedAt === null).map((one) => one.kind))
  if (open)
    return { type: CHECKOUT_EXCEPTIONS[open], status: 'open', action: null, note: null, closedAt: null }
  const [last] = exceptions.toSorted((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0))
  if (!last) return null
  const { kind, action, note, closedAt } = last
  return { type: CHECKOUT_EXCEPTIONS[kind], status: 'closed', action, note, closedAt }
}

/** D7: the document's own limits in US cents; the most is a hundred million dollars. */
export const LEAST_MINOR = 1n
export const MOST_MINOR = 10n ** 10n
