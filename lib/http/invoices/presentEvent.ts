import type { z } from 'zod'
import { EXCEPTIONS, INVOICE_STATUSES, type PaymentStatus } from '@/lib/domain/invoice'
import type { InvoiceNews } from '@/lib/services/invoices/invoiceNews'
import type { EventRow, PaymentView } from '@/lib/services/views'
import { parseUnits } from '@/lib/domain/money'
import type { Wire } from '../json'
import { timestamp, timestampOrNull } from '../time'
import { assetAmount, percent } from './amounts'
import type { eventMessage } from './eventMessage'

type Message = Wire<z.output<typeof eventMessage>>

/** A stored event as whoever holds the link may see it; null for what is the merchant's alone. */
export function presentEvent(event: EventRow, news: InvoiceNews): Message | null {
  switch (event.type) {
    case 'payment.detected':
    case 'payment.corrected':
    case 'payment.reverted':
      return withPayment(event, news, (payment) => ({
        event: event.type as 'payment.detected' | 'payment.corrected' | 'payment.reverted',
        payment: shown(payment, STATUS[event.type] ?? payment.status),
        payment_progress: progressOf(news),
      }))
    case 'payment.confirmed':
      return withPayment(event, news, (payment) => ({
        event: 'payment.confirmed',
        payment: {
          ...shown(payment, 'confirmed'),
          confirmations: payment.requiredConfirmations,
          required_confirmations: payment.requiredConfirmations,
        },
      }))
    case 'invoice.paid':
      return { event: 'invoice.paid', status: 'paid', paid_at: timestampOrNull(news.invoice.paidAt) }
    case 'invoice.requoted':
      return { event: 'invoice.requoted', expires_at: timestamp(new Date(String(event.data.expires_at))) }
    case 'invoice.exception_opened':
    case 'invoice.exception_closed': {
      const exception = EXCEPTIONS.find((kind) => kind === event.data.exception)
      return exception ? { event: event.type, exception } : null
    }
    case 'invoice.created':
    case 'invoice.pending':
    case 'invoice.partial':
    case 'invoice.confirming':
    case 'invoice.expired':
    case 'invoice.cancelled':
    case 'invoice.reopened':
    case 'invoice.refunded':
      return { event: event.type, status: statusAfter(event) }
    default:
      return null
  }
}

/** A payment that has become deeper: told as it happens, and kept nowhere (Q6). */
export function presentConfirming(payment: PaymentView, confirmations: number): Message {
  return {
    event: 'payment.confirming',
    payment: {
      ...shown(payment, 'confirming'),
      confirmations,
      required_confirmations: payment.requiredConfirmations,
    },
  }
}

const STATUS: Partial<Record<string, PaymentStatus>> = {
  'payment.detected': 'detected',
  'payment.reverted': 'orphaned',
}

function withPayment(
  event: EventRow,
  news: InvoiceNews,
  present: (payment: PaymentView) => Message,
): Message | null {
  const payment = news.payments.find((one) => one.id === event.data.payment)
  if (!payment) return null
  // What was told then, also where a correction changed it since.
  const told = parseUnits(String(event.data.amount ?? event.data.to ?? ''), payment.decimals)
  return present({ ...payment, amount: told ?? payment.amount })
}

function shown(payment: PaymentView, status: PaymentStatus) {
  return {
    amount: assetAmount(payment.amount, payment.decimals),
    crypto_currency: payment.token,
    status,
  }
}

function progressOf({ progress, option }: InvoiceNews) {
  return {
    received: assetAmount(progress.received, option.decimals),
    required: assetAmount(progress.required, option.decimals),
    percent: percent(progress.percentHundredths),
  }
}

/** The status that the event brought about, which may have changed since. */
function statusAfter({ type, data }: EventRow) {
  const named = type === 'invoice.reopened' ? data.to : type.slice('invoice.'.length)
  return INVOICE_STATUSES.find((status) => status === named) ?? 'pending'
}
