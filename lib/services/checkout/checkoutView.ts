import type { CheckoutPair, CheckoutRow } from '@/db/queries/checkoutInvoices'
import { exceptionsOf, optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { networkStates } from '@/db/queries/networks'
import { refundsOf } from '@/db/queries/refunds'
import {
  checkoutStatus,
  paymentSummary,
  shownException,
  type CheckoutStatus,
  type PaymentSummary,
  type ShownException,
} from '@/lib/domain/checkoutInvoice'
import type { Coverage } from '@/lib/domain/coverage'
import { awaitsMoney } from '@/lib/domain/renewal'
import type { PaymentTiming } from '@/lib/domain/paymentTiming'
import type { ServiceContext } from '../context'
import { arrivedShares, headsOf, paymentViews, progressOf } from '../invoices/invoiceProgress'
import type { InvoiceRow, OptionView, PaymentView } from '../views'

/** An invoice as document 000 knows it. */
export type CheckoutView = {
  row: CheckoutRow
  invoice: InvoiceRow
  status: CheckoutStatus
  timing: PaymentTiming
  payableUntil: Date
  coverage: Coverage
  /** US cents. */
  summary: PaymentSummary
  exception: ShownException | null
  /** The default first. */
  options: CheckoutOption[]
  /** Money may still be sent. */
  payable: boolean
  /** Oldest first. */
  payments: PaymentView[]
  /** The newest payment whose block stands, with the option that it paid; null before any. */
  last: { payment: PaymentView; option: OptionView | null } | null
  /** When the first of those was seen. */
  detectedAt: Date | null
}

/** A way to pay it, with what is left to send in its base units. */
export type CheckoutOption = OptionView & { remaining: bigint }

/** Invoices in the order of their rows, with a fixed number of queries for all of them. */
export async function checkoutViews(
  { db, clock }: Pick<ServiceContext, 'db' | 'clock'>,
  pairs: readonly CheckoutPair[],
): Promise<CheckoutView[]> {
  const now = clock.now()
  const ids = pairs.map(({ invoice }) => invoice.id)
  const [options, payments, exceptions, refunds] = await Promise.all([
    optionsOf(db, ids),
    paymentsOf(db, ids),
    exceptionsOf(db, ids),
    refundsOf(db, ids),
  ])
  const heads = headsOf(await networkStates(db, [...new Set(payments.map(({ network }) => network))]))
  const of = <Row extends { invoiceId: string }>(rows: readonly Row[], id: string) =>
    rows.filter((one) => one.invoiceId === id)
  return pairs.map(({ row, invoice }) => {
    const own = of(options, invoice.id).toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
    const [first] = own
    if (!first) throw new Error(`invoice ${invoice.id} has no way to be paid`)
    const arrived = of(payments, invoice.id)
    const views = paymentViews(invoice, arrived, own, heads)
    const shares = arrivedShares(invoice, own, first, arrived, of(refunds, invoice.id))
    const standing = views.filter((one) => one.orphanedAt === null && one.amount > 0n)
    const last = standing.at(-1)
    const isOutside = invoice.paidOutsideAt !== null
    const timing = timingOf(row)
    return {
      row,
      invoice,
      status: checkoutStatus(invoice.status, isOutside),
      timing,
      payableUntil: invoice.expiresAt,
      coverage: shares.coverage,
      summary: paymentSummary(invoice.totalMinor, shares, isOutside),
      exception: shownException(of(exceptions, invoice.id)),
      options: own.map((option) => ({
        ...option,
        remaining: progressOf(invoice, own, option, arrived, of(refunds, invoice.id)).remaining,
      })),
      payable: awaitsMoney(invoice, now),
      payments: views,
      last: last ? { payment: last, option: optionPaidBy(own, last) } : null,
      detectedAt: standing.map((one) => one.detectedAt).toSorted((a, b) => +a - +b)[0] ?? null,
    }
  })
}

/** One invoice. */
export async function checkoutView(ctx: ServiceContext, pair: CheckoutPair): Promise<CheckoutView> {
  const [view] = await checkoutViews(ctx, [pair])
  if (!view) throw new Error('one invoice has one view')
  return view
}

/** The option whose asset a payment is, at whose address it came where two rails offer it. */
function optionPaidBy(options: readonly OptionView[], payment: PaymentView): OptionView | null {
  const ofAsset = options.filter((one) => one.network === payment.network && one.token === payment.token)
  return ofAsset.find((one) => one.depositAddressId === payment.depositAddressId) ?? ofAsset[0] ?? null
}

function timingOf(row: CheckoutRow): PaymentTiming {
  const { expiresAfterMinutes, dueAt, graceDays } = row
  if (row.timing === 'due_date' && dueAt !== null && graceDays !== null) {
    return { mode: 'due_date', dueAt, graceDays }
  }
  if (expiresAfterMinutes === null) throw new Error(`invoice ${row.invoiceId} has no timing`)
  return { mode: 'immediate', expiresAfterMinutes }
}
