import { coverageOf, type Asset, type Coverage } from './coverage'
import { undecided, type Decisions } from './deciding'
import { heldBack, isStillHeld } from './held'
import { PPM, type ExceptionKind, type InvoiceStatus, type Tolerance } from './invoice'
import { countedBack, keptShare, total, uncountedBack, type GivenBack } from './kept'
import { isSettledByItself } from './overpayment'
import type { Quoted } from './quoteVersions'
import { add, compare, ratio, scale, subtract, ONE, ZERO, type Ratio } from './rational'
import { worthShare } from './worth'

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
  /** What was given back, confirmed on its chain (F6). */
  refunds: readonly RefundFacts[]
  /** The merchant said that everything that arrived is to be given back. */
  refundAll: boolean
  /** A person took what arrived for the whole: the accepted payments, which are named (D1). */
  completed: boolean
  /** Somebody paid the whole elsewhere, in cash or at a bank: nothing is owed on any chain, and what comes there is too much. */
  paidOutside: boolean
  /** Payments a person accepted although they came late or are too little (D1: acceptance names its payments). */
  acceptedPayments: readonly string[]
  /** How long after expiry money is still taken by itself, in milliseconds (D10). */
  lateGraceMs: number
  /** What the customer's credit can pay of it, in base units of a quoted asset (D8). */
  credit: { asset: Asset; amount: bigint } | null
  /** There is a customer whom an excess can be credited to (D8). */
  customerKnown: boolean
  /** What a person decided about exceptions in the face of these very payments (D1). */
  decided: Decisions
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
  /** Its sender is on a list, and nobody has released it: it has arrived, and pays nothing yet (D9). */
  held: boolean
  /** Minor units that a person took it for where its asset has no quote; null where nobody did. */
  worth: bigint | null
}

/** A refund that is done. `doneAt` tells whether it was before the invoice settled. */
export type RefundFacts = GivenBack & { doneAt: Date }

export type Assessment = {
  status: InvoiceStatus
  exceptions: ReadonlySet<ExceptionKind>
  /** How much of the invoice its counted payments pay, confirmed or not, less what was given back; 1 is the whole. */
  share: Ratio
  coverage: Coverage
  /** Ids of the payments that pay this invoice, sorted. */
  counted: readonly string[]
  /** Confirmed money, and credit, cover the invoice, so it can be settled. */
  settleable: boolean
  /** What it takes of the customer's credit now, in base units: nothing once it ended unpaid (D8). */
  credit: bigint
  /** How much of the invoice its confirmed money paid, where that is beyond the tolerance; null where it is not. */
  excess: Ratio | null
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
  const [held, free] = [canonical.filter((one) => one.held), canonical.filter((one) => !one.held)]
  const known = free.filter((payment) => quoted.has(payment.asset))
  const late = known.filter((payment) => !arrivedInTime(invoice, payment))
  const pays = (payment: PaymentFacts) =>
    quoted.has(payment.asset)
      ? accepted.has(payment.id) ||
        (!invoice.paidOutside && (arrivedInTime(invoice, payment) || arrivedInGrace(invoice, payment)))
      : payment.worth !== null
  const counted = free.filter(pays)
  const loose = free.filter((payment) => !pays(payment))

  const seen = shareSeen(invoice, { counted, held: held.filter(pays), loose })
  const confirmed = counted.filter((payment) => payment.confirmed)
  const paid = shareThatPaid(invoice, confirmed)
  const covered = covers(seen, invoice)
  const settleable =
    (!invoice.paidOutside && covers(paid, invoice)) || isCompletedBy(invoice, confirmed, paid)
  const expired = provenAt !== null && provenAt > invoice.expiresAt
  const status = statusOf(invoice, { counted, seen, covered, settleable, expired })
  const over = exceeds(shareKept(invoice, counted, invoice.refunds), invoice)

  const exceptions = new Set<ExceptionKind>()
  // Of what was paid elsewhere nothing is owed here: whatever came, in time or late, is too much.
  const asking = invoice.paidOutside ? known : late
  const unaccepted = asking.filter((payment) => !accepted.has(payment.id))
  if (isLeft(invoice, unaccepted, counted)) exceptions.add(invoice.paidOutside ? 'overpaid' : 'late')
  const foreign = free.filter((payment) => !quoted.has(payment.asset) && !pays(payment))
  if (isLeft(invoice, foreign, counted)) exceptions.add('wrong_asset')
  if (isStillHeld({ held, loose }, invoice.refunds)) exceptions.add('held')
  if (over && !(status === 'paid' && isSettledByItself(overpaymentTerms(invoice)))) exceptions.add('overpaid')
  if (seen.num > 0n && (status === 'cancelled' || (status === 'partial' && expired)))
    exceptions.add('underpaid')
  if (invoice.settledAt && !settleable) exceptions.add('reverted')
  if (isRefundDue(invoice, canonical, exceptions)) exceptions.add('refund_due')

  return {
    status,
    exceptions: undecided(exceptions, invoice.decided),
    share: seen,
    coverage: coverageOf(seen, { covered, over }),
    counted: counted.map((payment) => payment.id).sort(),
    settleable,
    credit: creditTaken(invoice, status, paid),
    excess: exceeds(paid, invoice) ? paid : null,
  }
}

function overpaymentTerms({ tolerance, customerKnown }: InvoiceFacts) {
  return { action: tolerance.overpaymentAction, customerKnown }
}

/** D8: as much of the invoice as credit could pay; never more than the whole. */
function creditShare({ credit, quotes }: InvoiceFacts): Ratio {
  const quoted = quotes.find((quote) => quote.asset === credit?.asset)
  if (!credit || !quoted || quoted.amount === 0n) return ZERO
  return credit.amount >= quoted.amount ? ONE : ratio(credit.amount, quoted.amount)
}

/**
 * D8: all that can be had while the invoice can still be paid; once it is paid only what its money leaves open, so that who
 * sends more keeps their credit; nothing when it ended otherwise.
 */
function creditTaken(invoice: InvoiceFacts, status: InvoiceStatus, paid: Ratio): bigint {
  const quoted = invoice.quotes.find((quote) => quote.asset === invoice.credit?.asset)
  if (!invoice.credit || !quoted || invoice.paidOutside) return 0n
  if (status === 'expired' || status === 'cancelled' || status === 'refunded') return 0n
  const open = subtract(ONE, paid)
  const missing = status !== 'paid' ? quoted.amount : open.num > 0n ? scale(quoted.amount, open, 'up') : 0n
  return missing < invoice.credit.amount ? missing : invoice.credit.amount
}

function statusOf(
  invoice: InvoiceFacts,
  facts: {
    counted: readonly PaymentFacts[]
    seen: Ratio
    covered: boolean
    settleable: boolean
    expired: boolean
  },
): InvoiceStatus {
  if (invoice.settledAt) return isGivenBack(invoice, facts.counted) ? 'refunded' : 'paid'
  if (facts.settleable || invoice.paidOutside) return 'paid'
  if (facts.covered || isCompletedBy(invoice, facts.counted, facts.seen)) return 'confirming'
  if (invoice.cancelledAt) return 'cancelled'
  if (facts.seen.num > 0n) return 'partial'
  return facts.expired ? 'expired' : 'pending'
}

/** What these payments pay, by quote or by the value a person gave them, less what was given back of it. */
function shareKept(
  invoice: InvoiceFacts,
  payments: readonly PaymentFacts[],
  refunds: readonly GivenBack[],
): Ratio {
  const quoted = new Set(invoice.quotes.map((quote) => quote.asset))
  const unquoted = payments.filter((payment) => !quoted.has(payment.asset))
  const worth = worthShare(unquoted, invoice.totalMinor, refunds)
  const share = keptShare(payments, invoice.quotes, refunds)
  return worth.num === 0n ? share : add(share, worth)
}

/** The same with what is held beside it: whoever sent it has paid, and is not to pay again (D9). */
function shareSeen(
  invoice: InvoiceFacts,
  money: Record<'counted' | 'held' | 'loose', readonly PaymentFacts[]>,
): Ratio {
  if (money.held.length === 0) return shareKept(invoice, money.counted, invoice.refunds)
  const back = assetsOf(money.held).map((asset) => ({
    asset,
    amount: heldBack(asset, money, invoice.refunds),
    uncounted: 0n,
  }))
  return shareKept(invoice, [...money.counted, ...money.held], [...invoice.refunds, ...back])
}

/**
 * How much of the invoice its confirmed money pays. What was given back before it settled did not pay it; what is given back
 * afterwards leaves it settled (F6).
 */
function shareThatPaid(invoice: InvoiceFacts, confirmed: readonly PaymentFacts[]): Ratio {
  const { settledAt } = invoice
  const before = settledAt ? invoice.refunds.filter(({ doneAt }) => doneAt < settledAt) : invoice.refunds
  return shareKept(invoice, confirmed, before)
}

/** D1: what a person took for the whole pays it as long as every payment they named is among these. */
function isCompletedBy(invoice: InvoiceFacts, payments: readonly PaymentFacts[], share: Ratio): boolean {
  if (!invoice.completed || share.num === 0n) return false
  const ids = new Set(payments.map((payment) => payment.id))
  return invoice.acceptedPayments.every((id) => ids.has(id))
}

/** F6: all that paid it has gone back, in every asset. */
function isGivenBack(invoice: InvoiceFacts, counted: readonly PaymentFacts[]): boolean {
  if (invoice.refunds.every((one) => one.amount === one.uncounted)) return false
  const confirmed = counted.filter((payment) => payment.confirmed)
  return assetsOf(confirmed).every((asset) => countedBack(invoice.refunds, asset) >= sumOf(confirmed, asset))
}

/** Whether of these payments, each of which asks for a decision, some have neither been taken nor given back. */
function isLeft(
  invoice: InvoiceFacts,
  asking: readonly PaymentFacts[],
  counted: readonly PaymentFacts[],
): boolean {
  const taken = new Set(counted.map((payment) => payment.id))
  const untaken = asking.filter((payment) => !taken.has(payment.id))
  const noted = asking.filter((payment) => taken.has(payment.id))
  return (
    assetsOf(untaken).some((asset) => sumOf(untaken, asset) > uncountedBack(invoice.refunds, asset)) ||
    assetsOf(noted).some((asset) => sumOf(counted, asset) > countedBack(invoice.refunds, asset))
  )
}

/** What the merchant meant to give back is still there: everything, or the excess of an invoice that says so. */
function isRefundDue(
  invoice: InvoiceFacts,
  arrived: readonly PaymentFacts[],
  exceptions: ReadonlySet<ExceptionKind>,
): boolean {
  if (exceptions.has('overpaid') && invoice.tolerance.overpaymentAction === 'refund') return true
  if (!invoice.refundAll) return false
  return assetsOf(arrived).some((asset) => {
    const back = countedBack(invoice.refunds, asset) + uncountedBack(invoice.refunds, asset)
    return sumOf(arrived, asset) > back
  })
}

function assetsOf(payments: readonly PaymentFacts[]): Asset[] {
  return [...new Set(payments.map((payment) => payment.asset))]
}

function sumOf(payments: readonly PaymentFacts[], asset: Asset): bigint {
  return total(payments.filter((payment) => payment.asset === asset).map((payment) => payment.amount))
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
    a.confirmed === b.confirmed &&
    a.held === b.held &&
    a.worth === b.worth
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

/**
 * D2: covered means total minus tolerance. The tolerance is of what was to be sent: credit alone covers only the whole (D8), and
 * nothing never covers anything.
 */
function covers(share: Ratio, invoice: InvoiceFacts): boolean {
  const due = subtract(ONE, creditShare(invoice))
  if (share.num === 0n) return due.num === 0n
  const kept = PPM - invoice.tolerance.underpaymentPpm
  return compare(share, { num: due.num * kept, den: due.den * PPM }) >= 0
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
