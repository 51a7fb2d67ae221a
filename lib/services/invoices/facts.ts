import { assetOf } from '@/lib/domain/coverage'
import type { InvoiceFacts, PaymentFacts } from '@/lib/domain/assess'
import type { InvoiceRow, OptionView, PaymentRow, SettlementRow } from '../views'

/** An invoice's rows as the facts that `assess` folds. */
export function invoiceFacts(
  invoice: InvoiceRow,
  options: readonly OptionView[],
  settlement: SettlementRow | null,
): InvoiceFacts {
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
    refundedAt: invoice.refundedAt,
    acceptedPayments: invoice.acceptedPayments,
    lateGraceMs: invoice.lateGraceMs,
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
  }
}
