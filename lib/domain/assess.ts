import { coverageOf, type Asset, type Coverage } from './coverage'
import { amountAt, type Quoted } from './quoteVersions'
import { PPM, type ExceptionKind, type InvoiceStatus, type Tolerance } from './invoice'
import { compare, ratio, subtract, ONE, type Ratio } from './rational'

/** What the invoice asks and what people decided about it. Nothing here is derived from payments. */
export type InvoiceFacts = {
  /** What is owed, in minor units. */
  totalMinor: bigint
  tolerance: Tolerance
  /** Frozen quotes: how many base units of each asset pay the whole invoice. */
  quotes: readonly Quoted[]
  expiresAt: Date
  cancelledAt: Date | null
  /** Set once the accounting is final; from then on the status stays paid (D1). */
  settledAt: Date | null
  /** Set when the whole was given back; ends the invoice. */
  refundedAt: Date | null
  /** Payments a person accepted although they came late (D1: acceptance names its payments). */
  acceptedPayments: readonly string[]
  /** How long after expiry money is still taken by itself, in milliseconds (D10). */
  lateGraceMs: number
}

export type PaymentFacts = {
  id: string
  asset: Asset
  /** Base units that truly arrived. */
  amount: bigint
  /** The block's timestamp, which alone decides whether it came in time (S6). */
  blockTime: Date
  /** False while its block is not on the canonical chain. */
  canonical: boolean
  confirmed: boolean
}

export type Assessment = {
  status: InvoiceStatus
  exceptions: ReadonlySet<ExceptionKind>
  /** How much of the invoice its counted payments pay, confirmed or not; 1 is the whole. */
  share: Ratio
  coverage: Coverage
  /** Ids of the payments that pay this invoice, sorted. */
  counted: readonly string[]
  /** Confirmed money covers the invoice, so it can be settled. */
  settleable: boolean
}

/**
 * Decides an invoice's state from facts alone: idempotent, blind to the order of payments, and undone when a block is
 * (D1, D2, D10). `provenAt` is the latest block time that every network of the invoice is known to have reached; an
 * invoice expires only when it lies after `expiresAt` (S6). A payment stated twice counts once; RangeError when the two
 * statements differ.
 */
export function assess(
  invoice: InvoiceFacts,
  payments: readonly PaymentFacts[],
  provenAt: Date | null,
): Assessment {
  const canonical = distinct(payments).filter((payment) => payment.canonical && payment.amount > 0n)
  const accepted = new Set(invoice.acceptedPayments)
  const quoted = new Set(invoice.quotes.map((quote) => quote.asset))
  const known = canonical.filter((payment) => quoted.has(payment.asset))
  const late = known.filter((payment) => !arrivedInTime(invoice, payment))
  const counted = known.filter(
    (payment) =>
      arrivedInTime(invoice, payment) || arrivedInGrace(invoice, payment) || accepted.has(payment.id),
  )

  const seen = paidShare(counted, invoice.quotes)
  const confirmed = paidShare(
    counted.filter((payment) => payment.confirmed),
    invoice.quotes,
  )
  const settleable = covers(confirmed, invoice)
  const expired = provenAt !== null && provenAt > invoice.expiresAt
  const status = statusOf(invoice, { seen, settleable, expired })

  const exceptions = new Set<ExceptionKind>()
  if (late.length > 0) exceptions.add('late')
  if (canonical.length > known.length) exceptions.add('wrong_asset')
  if (exceeds(seen, invoice)) exceptions.add('overpaid')
  if (seen.num > 0n && (status === 'cancelled' || (status === 'partial' && expired)))
    exceptions.add('underpaid')
  if (invoice.settledAt && !settleable) exceptions.add('reverted')

  return {
    status,
    exceptions,
    share: seen,
    coverage: coverageOf(seen, { covered: covers(seen, invoice), over: exceptions.has('overpaid') }),
    counted: counted.map((payment) => payment.id).sort(),
    settleable,
  }
}

function statusOf(
  invoice: InvoiceFacts,
  facts: { seen: Ratio; settleable: boolean; expired: boolean },
): InvoiceStatus {
  if (invoice.refundedAt) return 'refunded'
  if (invoice.settledAt || facts.settleable) return 'paid'
  if (covers(facts.seen, invoice)) return 'confirming'
  if (invoice.cancelledAt) return 'cancelled'
  if (facts.seen.num > 0n) return 'partial'
  return facts.expired ? 'expired' : 'pending'
}

/** One of each id: the state must hang neither on repetition nor on which of two contradicting statements came last. */
function distinct(payments: readonly PaymentFacts[]): PaymentFacts[] {
  const byId = new Map<string, PaymentFacts>()
  for (const payment of payments) {
    const stated = byId.get(payment.id)
    if (stated && !isSame(stated, payment))
      throw new RangeError(`assess: ${payment.id} is stated in two ways`)
    byId.set(payment.id, payment)
  }
  return [...byId.values()]
}

function isSame(a: PaymentFacts, b: PaymentFacts): boolean {
  return (
    a.asset === b.asset &&
    a.amount === b.amount &&
    a.blockTime.getTime() === b.blockTime.getTime() &&
    a.canonical === b.canonical &&
    a.confirmed === b.confirmed
  )
}

/** S6: inclusive; money sent before a cancellation is in time too, however late it is found (D10). */
function arrivedInTime(invoice: InvoiceFacts, payment: PaymentFacts): boolean {
  return payment.blockTime <= invoice.expiresAt && arrivedBeforeCancelling(invoice, payment)
}

/** D10: shortly after expiry money is taken by itself, and a later cancellation does not undo that. */
function arrivedInGrace(invoice: InvoiceFacts, payment: PaymentFacts): boolean {
  const graceEnds = invoice.expiresAt.getTime() + invoice.lateGraceMs
  return payment.blockTime.getTime() <= graceEnds && arrivedBeforeCancelling(invoice, payment)
}

function arrivedBeforeCancelling(invoice: InvoiceFacts, payment: PaymentFacts): boolean {
  return invoice.cancelledAt === null || payment.blockTime <= invoice.cancelledAt
}

/** D2, D3: the exact sum of amount / quoted, each payment at the quote of its block; 1 is the whole invoice. */
export function paidShare(
  payments: readonly Pick<PaymentFacts, 'asset' | 'amount' | 'blockTime'>[],
  quotes: readonly Quoted[],
): Ratio {
  // Summed by quote first: few fractions to bring together, however many payments there are.
  const sums = new Map<bigint, bigint>()
  for (const { asset, amount, blockTime } of payments) {
    const whole = amountAt(quotes, asset, blockTime)
    if (whole) sums.set(whole, (sums.get(whole) ?? 0n) + amount)
  }
  let share: Ratio = { num: 0n, den: 1n }
  for (const [whole, sum] of sums) {
    share = { num: share.num * whole + sum * share.den, den: share.den * whole }
  }
  return ratio(share.num, share.den)
}

/** D2: covered means total minus tolerance. An invoice of nothing is never covered by nothing. */
function covers(share: Ratio, invoice: InvoiceFacts): boolean {
  if (share.num === 0n) return false
  return compare(share, ratio(PPM - invoice.tolerance.underpaymentPpm, PPM)) >= 0
}

function exceeds(share: Ratio, invoice: InvoiceFacts): boolean {
  const excess = subtract(share, ONE)
  return (
    compare(
      { num: excess.num * invoice.totalMinor, den: excess.den },
      { num: invoice.tolerance.overpaymentMinor, den: 1n },
    ) > 0
  )
}
