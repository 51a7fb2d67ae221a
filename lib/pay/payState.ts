import type { ExceptionKind } from '@/lib/domain/invoice'
import { mayRequote } from '@/lib/domain/requote'
import type { PayInvoice, PayPayment } from './input'

/** Everything the page can be about. One at a time; what stands beside it becomes a notice. */
export type PayState =
  | 'waiting'
  | 'delayed'
  | 'closing'
  | 'repricing'
  | 'detected'
  | 'partial'
  | 'underpaid'
  | 'confirming'
  | 'paid'
  | 'overpaid'
  | 'late'
  | 'expired'
  | 'cancelled'
  | 'reverted'
  | 'undone'
  | 'wrong_asset'
  | 'refunded'

/** The state from status × open exceptions, with what the clock and the network's reader add (D1, D10, S6). */
export function payState(view: PayInvoice): PayState {
  const open = openExceptions(view)
  switch (view.invoice.status) {
    case 'refunded':
      return 'refunded'
    case 'paid':
      if (open.has('reverted')) return 'undone'
      return open.has('overpaid') || view.overpayment ? 'overpaid' : 'paid'
    case 'confirming':
      return view.payments.some(isMoreThanSeen) ? 'confirming' : 'detected'
    case 'cancelled':
      return open.has('late') ? 'late' : 'cancelled'
    case 'expired':
      if (open.has('late')) return 'late'
      return open.has('wrong_asset') ? 'wrong_asset' : 'expired'
    case 'partial':
      if (open.has('underpaid')) return 'underpaid'
      if (isTimeOver(view)) return 'closing'
      return view.paused ? 'repricing' : 'partial'
    case 'pending':
      return pendingState(view, open)
  }
}

function pendingState(view: PayInvoice, open: ReadonlySet<ExceptionKind>): PayState {
  if (open.has('wrong_asset')) return 'wrong_asset'
  if (view.payments.some((payment) => payment.status === 'orphaned')) return 'reverted'
  if (isDelayed(view)) return 'delayed'
  if (isTimeOver(view)) return 'closing'
  return view.paused ? 'repricing' : 'waiting'
}

export function openExceptions(view: PayInvoice): ReadonlySet<ExceptionKind> {
  return new Set(view.exceptions.filter((one) => one.closedAt === null).map((one) => one.kind))
}

/** The quote has ended on the server's clock; whether the invoice has expired is the network's to say (S6). */
export function isTimeOver(view: PayInvoice): boolean {
  return view.now > view.invoice.expiresAt
}

/** D3: expired, nothing was ever paid, and the merchant allows it. */
export function isRequotable({ invoice, payments, now }: PayInvoice): boolean {
  return mayRequote({ ...invoice, payments: payments.length }, now)
}

export function isDelayed(view: PayInvoice): boolean {
  return view.networks.some((one) => one.network === view.option.network && one.delayed)
}

/** Money of this invoice that counts: on the chain, and in something it asked for. */
export function counts(payment: PayPayment): boolean {
  return payment.status !== 'orphaned' && payment.status !== 'failed' && payment.valueMinor !== null
}

function isMoreThanSeen(payment: PayPayment): boolean {
  return payment.status === 'confirming' || payment.status === 'confirmed'
}
