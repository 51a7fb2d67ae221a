import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { ToldInvoice } from '../views'
import { loadToldInvoice } from './loadInvoiceDetail'

/** The merchant's own view of an invoice, by either of its ids. Throws NOT_FOUND, NOT_PERMITTED. */
export async function getInvoice(ctx: ServiceContext, actor: Actor, id: string): Promise<ToldInvoice> {
  mustBeAllowed(actor, 'invoices:read')
  return loadToldInvoice(ctx, actor, id)
}
