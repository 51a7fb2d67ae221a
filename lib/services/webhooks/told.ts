import { optionsOf, paymentsOf, settlementOf } from '@/db/queries/invoiceParts'
import { networkStatesOf } from '@/db/queries/networks'
import { refundsOf } from '@/db/queries/refunds'
import type { SessionEventRow } from '@/db/queries/checkoutSessions'
import type { EventData } from '@/db/schema'
import type { ToldCheckout } from '../checkout/tellCheckout'
import type { ServiceContext } from '../context'
import type { EventType } from '../events/recordEvents'
import { paymentViews, progressOf } from '../invoices/invoiceProgress'
import type { InvoiceRow, OptionView, PaymentView, Progress, SettlementRow } from '../views'
import type { WebhookEvent } from './eventNames'

/** One event as a receiver is told of it, with everything as it is when the event commits (W3). */
export type Told = {
  id: string
  type: EventType
  /** The public name that the receiver knows it by. */
  name: WebhookEvent
  data: EventData
  createdAt: Date
  invoice: InvoiceRow
  /** Null for an invoice to which nothing has happened yet. */
  parts: ToldParts | null
}

export type ToldParts = {
  option: OptionView
  payments: PaymentView[]
  settlement: SettlementRow | null
  progress: Progress
}

/** The words of each document for an event, as the bytes that are sent. */
export type WebhookBodies = {
  invoices(told: Told): string
  sessions(event: SessionEventRow): string
  checkout(told: ToldCheckout): string
}

/** Reads what belongs to an invoice, inside the transaction that writes its events. */
export async function loadToldParts({ db }: ServiceContext, invoice: InvoiceRow): Promise<ToldParts> {
  const [options, payments, settlement, refunds, states] = await Promise.all([
    optionsOf(db, [invoice.id]),
    paymentsOf(db, [invoice.id]),
    settlementOf(db, invoice.id),
    refundsOf(db, [invoice.id]),
    networkStatesOf(db, invoice.id),
  ])
  const option = options.find((candidate) => candidate.isDefault) ?? options[0]
  if (!option) throw new Error(`invoice ${invoice.id} has no way to be paid`)
  const heads = new Map(
    states.flatMap((state) => (state.blockNumber === null ? [] : [[state.network, state.blockNumber]])),
  )
  return {
    option,
    payments: paymentViews(invoice, payments, options, heads),
    settlement,
    progress: progressOf(invoice, options, option, payments, refunds),
  }
}
