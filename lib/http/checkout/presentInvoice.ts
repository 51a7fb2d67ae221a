import type { z } from 'zod'
import { networkName } from '@/lib/chains/lanes'
import { paymentCoverage } from '@/lib/domain/checkoutInvoice'
import { fiatText, formatUnits } from '@/lib/domain/money'
import type { CheckoutView } from '@/lib/services/checkout/checkoutView'
import type { Policy } from '@/lib/services/context'
import type { PaymentView } from '@/lib/services/views'
import { decimal, type LosslessNumber, type Wire } from '../json'
import { timestamp, timestampOrNull } from '../time'
import type {
  checkoutInvoice,
  checkoutListed,
  checkoutPayments,
  checkoutStatus,
  publicCheckout,
  publicCheckoutStatus,
} from './invoiceSchemas'
import { presentOption, railType } from './presentOption'

type Place = Pick<Policy, 'publicUrl'>

/** US cents as a JSON number of dollars with its two places. */
export function usd(minor: bigint): LosslessNumber {
  return decimal(fiatText(minor, 'USD'))
}

/** Without the ways to pay it: in lists and webhooks. */
export function presentListed(view: CheckoutView, place: Place): Wire<z.output<typeof checkoutListed>> {
  const { row, invoice, summary, exception } = view
  return {
    id: invoice.uuid,
    paymentUrl: paymentUrl(view, place),
    status: view.status,
    amountUsd: usd(invoice.totalMinor),
    receivedAmountUsd: usd(summary.received),
    confirmedAmountUsd: usd(summary.confirmed),
    paymentCoverage: paymentCoverage(view.coverage),
    paymentSummary: presentSummary(view),
    paymentTiming: presentTiming(view),
    confirmations: confirmationsOf(view),
    paymentDetectedAt: timestampOrNull(view.detectedAt),
    confirmedAt: confirmedAt(view),
    paidOutOfBandAt: timestampOrNull(invoice.paidOutsideAt),
    paidOutOfBandNote: invoice.paidOutsideNote,
    defaultPaymentOptionId: view.options[0]?.id ?? '',
    lastPaymentOptionId: view.last?.option?.id ?? null,
    lastTransactionHash: view.last?.payment.txHash ?? null,
    exceptionType: exception?.type ?? null,
    exceptionStatus: exception?.status ?? null,
    exceptionAction: exception?.action ?? null,
    exceptionNote: exception?.note ?? null,
    exceptionClosedAt: timestampOrNull(exception?.closedAt ?? null),
    productName: row.productName,
    productCode: row.productCode,
    integrationId: row.integrationId,
    issuedBy: row.issuedBy,
    billTo: row.billTo,
    merchantReference: row.merchantReference,
    externalInvoiceId: row.externalInvoiceId,
    customerId: row.customerId,
    customerEmail: row.customerEmail,
    redirectUrl: invoice.returnUrl,
    metadata: invoice.metadata,
    livemode: invoice.mode === 'live',
    createdAt: timestamp(row.createdAt),
    updatedAt: timestamp(invoice.updatedAt),
  }
}

/** With the ways to pay it and their codes. */
export function presentInvoice(view: CheckoutView, place: Place): Wire<z.output<typeof checkoutInvoice>> {
  return { ...presentListed(view, place), paymentOptions: presentOptions(view, place) }
}

function presentOptions(view: CheckoutView, place: Place) {
  const shown = { payable: view.payable, paymentUrl: paymentUrl(view, place) }
  return view.options.map((option) => presentOption(option, shown))
}

function paymentUrl({ invoice }: CheckoutView, { publicUrl }: Place): string {
  return `${publicUrl}/pay/${invoice.uuid}`
}

export function presentStatus(view: CheckoutView): Wire<z.output<typeof checkoutStatus>> {
  return {
    ...statusFields(view),
    receivedAmountUsd: usd(view.summary.received),
    confirmedAmountUsd: usd(view.summary.confirmed),
    exceptionType: view.exception?.type ?? null,
    exceptionStatus: view.exception?.status ?? null,
  }
}

/** For whoever holds the link. */
export function presentPublic(view: CheckoutView, place: Place): Wire<z.output<typeof publicCheckout>> {
  const { row, invoice } = view
  return {
    ...statusFields(view),
    amountUsd: usd(invoice.totalMinor),
    paymentSummary: presentSummary(view),
    paymentTiming: presentTiming(view),
    productName: row.productName,
    issuedBy: row.issuedBy,
    redirectUrl: invoice.returnUrl,
    defaultPaymentOptionId: view.options[0]?.id ?? '',
    lastTransactionHash: view.last?.payment.txHash ?? null,
    paymentOptions: presentOptions(view, place),
    livemode: invoice.mode === 'live',
  }
}

export function presentPublicStatus(view: CheckoutView): Wire<z.output<typeof publicCheckoutStatus>> {
  return { ...statusFields(view), paymentSummary: presentSummary(view) }
}

/** What happened to its money, oldest first; what was paid elsewhere is one of them. */
export function presentPayments(view: CheckoutView): Wire<z.output<typeof checkoutPayments>> {
  const transfers = view.payments.map((payment) => presentPayment(view, payment))
  const { id, totalMinor, paidOutsideAt, paidOutsideNote } = view.invoice
  if (paidOutsideAt === null) return { payments: transfers }
  const outside: (typeof transfers)[number] = {
    id: `${id}_outside`,
    type: 'out_of_band',
    status: 'confirmed',
    paymentOptionId: null,
    railType: null,
    assetCode: null,
    network: null,
    amount: null,
    amountUsd: usd(totalMinor),
    transactionHash: null,
    fromAddress: null,
    blockNumber: null,
    confirmations: 0,
    requiredConfirmations: 0,
    note: paidOutsideNote,
    detectedAt: timestamp(paidOutsideAt),
    confirmedAt: timestamp(paidOutsideAt),
  }
  return { payments: [...transfers, outside] }
}

function presentPayment(
  { options }: CheckoutView,
  payment: PaymentView,
): Wire<z.output<typeof checkoutPayments>['payments'][number]> {
  const ofAsset = options.filter((one) => one.network === payment.network && one.token === payment.token)
  const option = ofAsset.find((one) => one.depositAddressId === payment.depositAddressId) ?? ofAsset[0]
  return {
    id: payment.id,
    type: 'transfer',
    status: payment.status,
    paymentOptionId: option?.id ?? null,
    railType: option ? railType(option.rail) : null,
    assetCode: payment.token,
    network: networkName(payment.network),
    amount: formatUnits(payment.amount, payment.decimals),
    amountUsd: payment.valueMinor === null ? null : usd(payment.valueMinor),
    transactionHash: payment.txHash,
    fromAddress: payment.fromAddress,
    blockNumber: payment.blockNumber,
    confirmations: payment.confirmations,
    requiredConfirmations: payment.requiredConfirmations,
    note: null,
    detectedAt: timestamp(payment.detectedAt),
    confirmedAt: timestampOrNull(payment.confirmedAt),
  }
}

function statusFields(view: CheckoutView) {
  return {
    id: view.invoice.uuid,
    status: view.status,
    paymentCoverage: paymentCoverage(view.coverage),
    confirmations: confirmationsOf(view),
    paymentDetectedAt: timestampOrNull(view.detectedAt),
    confirmedAt: confirmedAt(view),
    payableUntilAt: timestamp(view.payableUntil),
  }
}

function presentSummary(view: CheckoutView) {
  return {
    paymentCoverage: paymentCoverage(view.coverage),
    receivedAmountUsd: usd(view.summary.received),
    confirmedAmountUsd: usd(view.summary.confirmed),
    remainingAmountUsd: usd(view.summary.remaining),
    overpaymentAmountUsd: usd(view.summary.overpaid),
  }
}

function presentTiming({ timing, payableUntil }: CheckoutView) {
  const payableUntilAt = timestamp(payableUntil)
  return timing.mode === 'immediate'
    ? { mode: timing.mode, expiresAfterMinutes: timing.expiresAfterMinutes, payableUntilAt }
    : {
        mode: timing.mode,
        dueAt: timestamp(timing.dueAt),
        graceDays: timing.graceDays,
        payableUntilAt,
      }
}

/** Of the newest payment that stands. */
function confirmationsOf({ last }: CheckoutView): number {
  return last?.payment.confirmations ?? 0
}

/** When its money was deep enough; what was paid elsewhere was confirmed by nobody. */
function confirmedAt({ invoice }: CheckoutView): string | null {
  return invoice.paidOutsideAt === null ? timestampOrNull(invoice.paidAt) : null
}
