import type { Network } from '@/lib/chains/network'
import type { ExceptionRow, InvoiceRow, OptionView, PaymentView, PublicInvoice } from '@/lib/services/views'

/** The part of a public invoice that the pay page shows; a `PublicInvoice` is one. */
export type PayInvoice = Pick<
  PublicInvoice,
  'merchantName' | 'merchantLogo' | 'networks' | 'now' | 'swept' | 'progress' | 'paused'
> & {
  overpayment: Pick<NonNullable<PublicInvoice['overpayment']>, 'status'> | null
  invoice: Pick<
    InvoiceRow,
    | 'id'
    | 'mode'
    | 'title'
    | 'description'
    | 'items'
    | 'currency'
    | 'subtotalMinor'
    | 'taxMinor'
    | 'totalMinor'
    | 'status'
    | 'returnUrl'
    | 'cancelUrl'
    | 'expiresAt'
    | 'paidAt'
    | 'paidOutsideAt'
    | 'seq'
    | 'requotesLeft'
    | 'monitorUntil'
  >
  option: Pick<
    OptionView,
    | 'network'
    | 'token'
    | 'decimals'
    | 'quotedAmount'
    | 'creditApplied'
    | 'requiredConfirmations'
    | 'address'
    | 'quoteExpiresAt'
    | 'rateSource'
    | 'rail'
  >
  payments: readonly PayPayment[]
  exceptions: readonly Pick<ExceptionRow, 'kind' | 'closedAt'>[]
}

export type PayPayment = Pick<
  PaymentView,
  | 'id'
  | 'network'
  | 'token'
  | 'decimals'
  | 'amount'
  | 'txHash'
  | 'blockTime'
  | 'status'
  | 'confirmations'
  | 'requiredConfirmations'
  | 'valueMinor'
>

/** What the page must know of a network beside the invoice. */
export type PayNetwork = Pick<Network, 'id' | 'name' | 'blockTimeMs' | 'explorer'>
