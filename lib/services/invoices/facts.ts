import { assetOf } from '@/lib/domain/coverage'
import type { MisdirectedRow } from '@/db/queries/misdirected'
import type { InvoiceFacts, PaymentFacts, RefundFacts } from '@/lib/domain/assess'
import type { GivenBack } from '@/lib/domain/kept'
import { isAllotted, refundStatus } from '@/lib/domain/refunds'
import { isCreditIn } from '../customers/creditSources'
import type { InvoiceRow, OptionView, PaymentRow, RefundRow, SettlementRow } from '../views'

/** What the customer's credit can pay, in an asset as credit names it. */
type Credit = { network: string; token: string; available: bigint }

/** An invoice's rows as the facts that `assess` folds, but for what was decided about exceptions (`decidedOn`). */
export function invoiceFacts(
  invoice: InvoiceRow,
  options: readonly OptionView[],
  settlement: SettlementRow | null,
  refunds: readonly RefundRow[],
  credit: Credit | null,
): InvoiceFacts {
  const creditable = options.find((option) => isCreditIn(credit, option))
  return {
    totalMinor: invoice.totalMinor,
    tolerance: {
      underpaymentPpm: invoice.underpaymentPpm,
      overpaymentMinor: invoice.overpaymentMinor,
      overpaymentAction: invoice.overpaymentAction,
    },
    quotes: options.map((option) => ({
      asset: assetOf(option.network, option.token),
      amount: option.quotedAmount,
      past: option.past.map((quote) => ({ amount: quote.quotedAmount, until: quote.until })),
    })),
    expiresAt: invoice.expiresAt,
    cancelledAt: invoice.cancelledAt,
    settledAt: settlement?.settledAt ?? null,
    refunds: refunds.flatMap(doneRefund),
    refundAll: invoice.refundAll,
    completed: invoice.completedAt !== null,
    paidOutside: invoice.paidOutsideAt !== null,
    acceptedPayments: invoice.acceptedPayments,
    lateGraceMs: invoice.lateGraceMs,
    credit:
      credit && creditable
        ? { asset: assetOf(creditable.network, creditable.token), amount: credit.available }
        : null,
    customerKnown: invoice.customerId !== null,
    decided: new Map(),
  }
}

export function paymentFacts(payment: PaymentRow): PaymentFacts {
  return {
    id: payment.id,
    asset: assetOf(payment.network, payment.token),
    amount: payment.amount,
    blockTime: payment.blockTime,
    canonical: payment.orphanedAt === null,
    confirmed: payment.confirmedAt !== null,
    held: isHeld(payment),
    worth: payment.worthMinor,
  }
}

/**
 * What went astray, as money in an asset of its own that no invoice asks for: it pays at what a person took it for. What has become a
 * payment, since its token was listed later, counts as that alone (S3).
 */
export function misdirectedFacts(
  rows: readonly MisdirectedRow[],
  payments: readonly PaymentRow[],
): PaymentFacts[] {
  const isPayment = (row: MisdirectedRow) =>
    payments.some(
      (one) => one.network === row.network && one.txHash === row.txHash && one.position === row.position,
    )
  return rows
    .filter((row) => !isPayment(row))
    .map((row) => ({
      id: row.id,
      asset: assetOf(row.network, `astray/${row.token ?? 'native'}`),
      amount: row.amount,
      blockTime: row.blockTime,
      canonical: row.orphanedAt === null,
      confirmed: row.confirmedAt !== null,
      // It pays nothing before a person takes it, who answers for its sender as well (D9).
      held: false,
      worth: row.worthMinor,
    }))
}

/** D9: its sender is on a list, and nobody has released it. */
export function isHeld(payment: Pick<PaymentRow, 'heldBy' | 'releasedAt'>): boolean {
  return payment.heldBy !== null && payment.releasedAt === null
}

function doneRefund(refund: RefundRow): RefundFacts[] {
  const isDone = refundStatus(refund) === 'completed'
  return isDone && refund.confirmedAt ? [{ ...givenBack(refund), doneAt: refund.confirmedAt }] : []
}

/** What refunds take of what arrived, those that are only prepared included (F6). */
export function allottedTo(refunds: readonly RefundRow[]): GivenBack[] {
  return refunds.filter(isAllotted).map(givenBack)
}

function givenBack({ network, token, amount, uncounted }: RefundRow): GivenBack {
  return { asset: assetOf(network, token), amount, uncounted }
}
