import type { InferSelectModel } from 'drizzle-orm'
import type { Logo } from '@/db/queries/logos'
import type { HubTermsRow } from '@/db/queries/hubTerms'
import type { sweptFrom } from '@/db/queries/invoiceParts'
import type { ListedDelivery } from '@/db/queries/webhookDeliveries'
import type {
  depositAddresses,
  events,
  invoiceExceptions,
  invoices,
  pastQuotes,
  paymentOptions,
  payments,
  refunds,
  settlements,
  Rail,
} from '@/db/schema'
import type { CustomerRow } from '@/db/queries/customers'
import type { Coverage } from '@/lib/domain/coverage'
import type { PaymentStatus } from '@/lib/domain/invoice'
import type { PauseReason } from '@/lib/domain/rateInputs'
import type { RefundStatus } from '@/lib/domain/refunds'
import type { Overpayment } from './customers/overpaymentOf'

export type InvoiceRow = InferSelectModel<typeof invoices>
export type OptionRow = InferSelectModel<typeof paymentOptions>
export type AddressRow = InferSelectModel<typeof depositAddresses>
export type PaymentRow = InferSelectModel<typeof payments>
export type SettlementRow = InferSelectModel<typeof settlements>
export type EventRow = InferSelectModel<typeof events>
export type ExceptionRow = InferSelectModel<typeof invoiceExceptions>
export type PastQuoteRow = InferSelectModel<typeof pastQuotes>
export type RefundRow = InferSelectModel<typeof refunds>
export type SweptRow = Awaited<ReturnType<typeof sweptFrom>>[number]

/**
 * An option with its address and the quotes it had before, oldest first. The address is empty on the rail `hub`: nothing may be sent
 * to a contract that is to be called, by the newest of its terms.
 */
export type OptionView = OptionRow & {
  address: string
  past: readonly PastQuoteRow[]
  terms: HubTermsRow | null
}

/** A payment with what depends on the head: how deep it lies. */
export type PaymentView = PaymentRow & {
  status: PaymentStatus
  confirmations: number
  /** In the invoice's minor units at the option's frozen rate; null for an asset the invoice did not ask for. */
  valueMinor: bigint | null
}

/** How much of the invoice is paid, in base units of its default option. */
export type Progress = {
  received: bigint
  required: bigint
  /** Never negative. */
  remaining: bigint
  /** Hundredths of a percent, at most 10,000. */
  percentHundredths: number
  coverage: Coverage
}

export type SettlementView = {
  settlement: SettlementRow
  /** On the rail `xpub` no chain splits the fee: it is owed in the books (ADR 0031). */
  rail: Rail
  /** What sweeps of its address, or the hub, brought to the treasury, or the merchant's wallet took; null before the first (D6). */
  payout: { txHash: string; net: bigint; fee: bigint; at: Date } | null
}

/** A refund with what it is now, and how deep its transfer lies (F6). */
export type RefundView = RefundRow & { status: RefundStatus; confirmations: number }

/** One invoice with its parts, and without its log. */
export type InvoiceParts = {
  invoice: InvoiceRow
  /** The option a request without a choice gets; options are never empty. */
  option: OptionView
  options: OptionView[]
  payments: PaymentView[]
  exceptions: ExceptionRow[]
  /** Oldest first. */
  refunds: RefundView[]
  settlement: SettlementView | null
  progress: Progress
  /** What came beyond the tolerance, and what became of it (D8). */
  overpayment: Overpayment | null
}

/** One invoice with everything its merchant may see. */
export type InvoiceDetail = InvoiceParts & { events: EventRow[]; customer: CustomerRow | null }

/** The same with what its merchant's servers were told of it, newest first. */
export type ToldInvoice = InvoiceDetail & { deliveries: ListedDelivery[] }

/** A network is delayed when its reader has not proven a recent block (S6). */
export type NetworkNotice = { network: string; name: string; delayed: boolean }

/** One invoice as the dashboard shows it: with the time on its own clock, and how its networks are read. */
export type ShownInvoice = InvoiceDetail & { now: Date; networks: NetworkNotice[] }

/** One invoice with what its customer may see: no fees, no audit, no merchant's secrets. */
export type PublicInvoice = Omit<InvoiceParts, 'settlement'> & {
  /** Why the shown option has no new quote although its lock has ended; null where it needs none (D3). */
  paused: PauseReason | null
  /** The same of each option that has none. */
  pausedOptions: ReadonlyMap<string, PauseReason>
  merchantName: string
  merchantLogo: Logo | null
  networks: NetworkNotice[]
  /** The server's clock at the answer. */
  now: Date
  /** How much of each settled invoice already lies in the treasury; null before settlement. */
  swept: { txHash: string } | null
}
