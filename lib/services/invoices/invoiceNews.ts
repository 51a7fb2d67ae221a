import { eventsBetween } from '@/db/queries/events'
import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { networkStatesOf } from '@/db/queries/networks'
import { refundsOf } from '@/db/queries/refunds'
import { DomainError } from '@/lib/domain/errors'
import type { InvoiceStatus } from '@/lib/domain/invoice'
import type { ServiceContext } from '../context'
import type { EventRow, InvoiceRow, OptionView, PaymentView, Progress } from '../views'
import { headsOf, paymentViews, progressOf } from './invoiceProgress'

/** What has happened to an invoice, and what it looks like now. */
export type InvoiceNews = {
  /** Read first: it names the last event that was there, so that status and events belong together. */
  invoice: InvoiceRow
  option: OptionView
  /** Oldest first, none left out. */
  events: EventRow[]
  payments: PaymentView[]
  progress: Progress
  /** By itself nothing more happens; money in time that is found later, a reorganisation or a person can still change it. */
  final: boolean
}

const FINAL: readonly InvoiceStatus[] = ['paid', 'expired', 'cancelled', 'refunded']

/** The events of an invoice behind `after` (Q6). Throws NOT_FOUND. */
export async function invoiceNews(ctx: ServiceContext, id: string, after: number): Promise<InvoiceNews> {
  const invoice = await findPublicInvoice(ctx.db, id)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const [events, options, payments, states, refunds] = await Promise.all([
    eventsBetween(ctx.db, invoice.id, after, invoice.seq),
    optionsOf(ctx.db, [invoice.id]),
    paymentsOf(ctx.db, [invoice.id]),
    networkStatesOf(ctx.db, invoice.id),
    refundsOf(ctx.db, [invoice.id]),
  ])
  const option = options.find((candidate) => candidate.isDefault) ?? options[0]
  if (!option) throw new Error(`invoice ${invoice.id} has no way to be paid`)
  return {
    invoice,
    option,
    events,
    payments: paymentViews(invoice, payments, options, headsOf(states)),
    progress: progressOf(invoice, options, option, payments, refunds),
    final: FINAL.includes(invoice.status),
  }
}
