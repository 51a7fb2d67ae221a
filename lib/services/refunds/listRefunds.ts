import { findInvoice } from '@/db/queries/invoices'
import { findRefund, refundsOf } from '@/db/queries/refunds'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { InvoiceRow } from '../views'
import { refundRoom, type Refundable } from './refundable'
import { refundDetails, type RefundDetail } from './refundDetail'

export type RefundList = { refunds: RefundDetail[]; refundable: Refundable[]; invoice: InvoiceRow }

/** The refunds of an invoice, oldest first, with what can still be given back. Throws NOT_FOUND. */
export async function listRefunds(ctx: ServiceContext, actor: Actor, invoiceId: string): Promise<RefundList> {
  mustBeAllowed(actor, 'invoices:read')
  const invoice = await invoiceOf(ctx, actor, invoiceId)
  const [refunds, { refundable }] = await Promise.all([
    refundsOf(ctx.db, [invoice.id]),
    refundRoom(ctx, invoice),
  ])
  return { refunds: await refundDetails(ctx, invoice, refunds), refundable, invoice }
}

/** One of them. Throws NOT_FOUND. */
export async function getRefund(
  ctx: ServiceContext,
  actor: Actor,
  invoiceId: string,
  refundId: string,
): Promise<RefundDetail> {
  mustBeAllowed(actor, 'invoices:read')
  const invoice = await invoiceOf(ctx, actor, invoiceId)
  const refund = await findRefund(ctx.db, actor, invoice.id, refundId)
  const [detail] = refund ? await refundDetails(ctx, invoice, [refund]) : []
  if (!detail) throw new DomainError('NOT_FOUND', 'Refund not found')
  return detail
}

async function invoiceOf(ctx: ServiceContext, actor: Actor, id: string): Promise<InvoiceRow> {
  const invoice = await findInvoice(ctx.db, actor, id)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  return invoice
}
