import { findCustomer } from '@/db/queries/customers'
import {
  addressesOf,
  eventsOf,
  exceptionsOf,
  optionsOf,
  paymentsOf,
  settlementOf,
  sweptFrom,
} from '@/db/queries/invoiceParts'
import { findInvoice } from '@/db/queries/invoices'
import { networkStatesOf } from '@/db/queries/networks'
import { refundsOf } from '@/db/queries/refunds'
import { deliveriesOf } from '@/db/queries/webhookDeliveries'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import type { InvoiceDetail, InvoiceParts, InvoiceRow, ToldInvoice } from '../views'
import { overpaymentOf } from '../customers/overpaymentOf'
import { headsOf, paymentViews, progressOf } from './invoiceProgress'
import { verifyTerms } from '../hub/verifyTerms'
import { refundViews } from '../refunds/refundViews'
import { payoutOf, railOf } from '../settlements/payout'
import { verifyAddresses } from './verifyAddresses'

/** One invoice of the actor's merchant and mode with all its parts. Throws NOT_FOUND for a stranger's. */
export async function loadInvoiceDetail(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  id: string,
): Promise<InvoiceDetail> {
  const invoice = await findInvoice(ctx.db, actor, id)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const { customerId } = invoice
  const [parts, events, customer] = await Promise.all([
    assembleInvoice(ctx, invoice),
    eventsOf(ctx.db, invoice.id),
    customerId === null ? null : findCustomer(ctx.db, invoice, { id: customerId }),
  ])
  return { ...parts, events, customer }
}

/** The same with what its merchant's servers were told of it in document 004's words. Throws NOT_FOUND for a stranger's. */
export async function loadToldInvoice(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  id: string,
): Promise<ToldInvoice> {
  const { merchantId, mode } = actor
  const detail = await loadInvoiceDetail(ctx, actor, id)
  return {
    ...detail,
    deliveries: await deliveriesOf(ctx.db, { merchantId, mode, dialect: 'invoices' }, detail.invoice.id),
  }
}

/** Reads what belongs to an invoice, but its log, and derives what depends on the heads; re-derives its addresses (F8). */
export async function assembleInvoice(ctx: ServiceContext, invoice: InvoiceRow): Promise<InvoiceParts> {
  const { db } = ctx
  const [addresses, options, payments, exceptions, settlement, swept, refunds, states] = await Promise.all([
    addressesOf(db, [invoice.id]),
    optionsOf(db, [invoice.id]),
    paymentsOf(db, [invoice.id]),
    exceptionsOf(db, [invoice.id]),
    settlementOf(db, invoice.id),
    sweptFrom(db, invoice.id),
    refundsOf(db, [invoice.id]),
    networkStatesOf(db, invoice.id),
  ])
  await verifyAddresses(ctx, invoice, addresses, options)
  await verifyTerms(ctx, invoice, options)
  const option = options.find((candidate) => candidate.isDefault) ?? options[0]
  if (!option) throw new Error(`invoice ${invoice.id} has no way to be paid`)
  const views = paymentViews(invoice, payments, options, headsOf(states))
  const progress = progressOf(invoice, options, option, payments, refunds)
  return {
    invoice,
    option,
    options,
    payments: views,
    exceptions,
    refunds: refundViews(refunds, headsOf(states)),
    settlement: settlement && {
      settlement,
      rail: railOf(options, payments, settlement),
      payout: payoutOf(swept, settlement),
    },
    progress,
    overpayment: await overpaymentOf(ctx, invoice, option, { settlement, progress, refunds }),
  }
}
