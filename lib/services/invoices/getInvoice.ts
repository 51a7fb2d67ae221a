import type { Actor, ServiceContext } from '../context'
import type { InvoiceDetail } from '../views'
import { loadInvoiceDetail } from './loadInvoiceDetail'

/** The merchant's own view of an invoice, by either of its ids. Throws NOT_FOUND. */
export function getInvoice(ctx: ServiceContext, actor: Actor, id: string): Promise<InvoiceDetail> {
  return loadInvoiceDetail(ctx, actor, id)
}
