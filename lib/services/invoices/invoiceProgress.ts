import { assess, paidShare } from '@/lib/domain/assess'
import { assetOf } from '@/lib/domain/coverage'
import { confirmationsAt } from '@/lib/domain/confirmations'
import type { PaymentStatus } from '@/lib/domain/invoice'
import { mulDiv } from '@/lib/domain/rational'
import type { InvoiceRow, OptionRow, OptionView, PaymentRow, PaymentView, Progress } from '../views'
import { invoiceFacts, paymentFacts } from './facts'

/** Payments with their depth under the last proven block of their network (S7). */
export function paymentViews(
  payments: readonly PaymentRow[],
  options: readonly OptionRow[],
  heads: ReadonlyMap<string, number>,
): PaymentView[] {
  return payments.map((payment) => {
    const head = heads.get(payment.network) ?? payment.blockNumber
    const confirmations = payment.orphanedAt ? 0 : confirmationsAt(head, payment.blockNumber)
    const option = options.find((one) => one.network === payment.network && one.token === payment.token)
    return {
      ...payment,
      confirmations,
      status: paymentStatus(payment, confirmations),
      valueMinor: option ? valueMinor(payment, option) : null,
    }
  })
}

function paymentStatus(payment: PaymentRow, confirmations: number): PaymentStatus {
  if (payment.orphanedAt) return 'orphaned'
  if (payment.confirmedAt) return 'confirmed'
  return confirmations > 1 ? 'confirming' : 'detected'
}

/** Minor units at the option's frozen rate, rounded half up: for people, never for deciding. */
function valueMinor(payment: PaymentRow, option: OptionRow): bigint {
  const oneToken = 10n ** BigInt(payment.decimals)
  return mulDiv(payment.amount * 100n, option.rateNum, option.rateDen * oneToken, 'half-up')
}

/**
 * How much arrived, in base units of the shown option: late money too, which coverage leaves out until it is accepted (D10).
 * Money in several assets is added up exactly (D2).
 */
export function progressOf(
  invoice: InvoiceRow,
  options: readonly OptionView[],
  shown: OptionView,
  payments: readonly PaymentRow[],
): Progress {
  const facts = payments.map(paymentFacts)
  const { coverage } = assess(invoiceFacts(invoice, options, null), facts, null)
  const quoted = new Map(
    options.map((option) => [assetOf(option.network, option.token), option.quotedAmount]),
  )
  const share = paidShare(
    facts.filter((payment) => payment.canonical),
    quoted,
  )
  const required = shown.quotedAmount
  const received = mulDiv(required, share.num, share.den, 'down')
  const percent = mulDiv(10_000n, share.num, share.den, 'down')
  return {
    received,
    required,
    remaining: received >= required ? 0n : required - received,
    percentHundredths: Number(percent > 10_000n ? 10_000n : percent),
    coverage,
  }
}
