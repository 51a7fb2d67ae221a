import type { CursorRow } from '@/db/queries/networks'
import type { Coverage } from '@/lib/domain/coverage'
import { assess } from '@/lib/domain/assess'
import { confirmationsAt } from '@/lib/domain/confirmations'
import type { PaymentStatus } from '@/lib/domain/invoice'
import { keptShare } from '@/lib/domain/kept'
import { quoteAt } from '@/lib/domain/quoteVersions'
import { fiatDecimals } from '@/lib/domain/money'
import { mulDiv, type Ratio } from '@/lib/domain/rational'
import { assetOfCredit } from '../customers/creditSources'
import type { InvoiceRow, OptionView, PaymentRow, PaymentView, Progress, RefundRow } from '../views'
import { invoiceFacts, paymentFacts } from './facts'

/** The last proven block of each network. */
export function headsOf(states: readonly CursorRow[]): ReadonlyMap<string, number> {
  return new Map(
    states.flatMap((state) => (state.blockNumber === null ? [] : [[state.network, state.blockNumber]])),
  )
}

/** Payments with their depth under the last proven block of their network (S7). */
export function paymentViews(
  { currency }: Pick<InvoiceRow, 'currency'>,
  payments: readonly PaymentRow[],
  options: readonly OptionView[],
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
      valueMinor: option ? valueMinor(payment, option, currency) : null,
    }
  })
}

function paymentStatus(payment: PaymentRow, confirmations: number): PaymentStatus {
  if (payment.orphanedAt) return 'orphaned'
  if (payment.confirmedAt) return 'confirmed'
  return confirmations > 1 ? 'confirming' : 'detected'
}

/** Minor units at the rate frozen in the quote of its block (D3), rounded half up: for people, never for deciding. */
function valueMinor(payment: PaymentRow, option: OptionView, currency: string): bigint {
  const oneToken = 10n ** BigInt(payment.decimals)
  const oneUnit = 10n ** BigInt(fiatDecimals(currency))
  const { rateNum, rateDen } = quoteAt(option.past, option, payment.blockTime)
  return mulDiv(payment.amount * oneUnit, rateNum, rateDen * oneToken, 'half-up')
}

/** What is to be sent for an option: its quote less what the customer's credit pays (D8). */
export function dueOf(option: Pick<OptionView, 'quotedAmount' | 'creditApplied'>): bigint {
  return option.quotedAmount - option.creditApplied
}

/**
 * How much of the invoice arrived, and how much of it is confirmed, late money too; and how what counts covers it. The same for every
 * document.
 */
export function arrivedShares(
  invoice: InvoiceRow,
  options: readonly OptionView[],
  shown: OptionView,
  payments: readonly PaymentRow[],
  refunds: readonly RefundRow[],
): { received: Ratio; confirmed: Ratio; coverage: Coverage } {
  const wasPaid = invoice.status === 'paid' || invoice.status === 'refunded'
  const facts = payments.map(paymentFacts)
  const credit = { ...assetOfCredit(shown), available: shown.creditApplied }
  const asked = invoiceFacts(invoice, options, null, wasPaid ? [] : refunds, credit)
  const { coverage } = assess(asked, facts, null)
  const arrived = facts.filter((payment) => payment.canonical)
  const back = asked.refunds.map((refund) => ({ ...refund, uncounted: 0n }))
  return {
    received: keptShare(arrived, asked.quotes, back),
    confirmed: keptShare(
      arrived.filter((payment) => payment.confirmed),
      asked.quotes,
      back,
    ),
    coverage,
  }
}

/**
 * How much arrived, in base units of the shown option: late money too, which coverage leaves out until it is accepted (D10).
 * Money in several assets, or under several quotes, is added up exactly (D2, D3). What was given back before the invoice was
 * paid has to be paid again; what is given back afterwards was paid (F6).
 */
export function progressOf(
  invoice: InvoiceRow,
  options: readonly OptionView[],
  shown: OptionView,
  payments: readonly PaymentRow[],
  refunds: readonly RefundRow[],
): Progress {
  const { received: share, coverage } = arrivedShares(invoice, options, shown, payments, refunds)
  const required = dueOf(shown)
  const received = mulDiv(shown.quotedAmount, share.num, share.den, 'down')
  const percent = received >= required ? 10_000n : mulDiv(10_000n, received, required, 'down')
  return {
    received,
    required,
    remaining: received >= required ? 0n : required - received,
    percentHundredths: Number(percent),
    coverage,
  }
}
