import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { loadInvoiceDetail } from '../invoices/loadInvoiceDetail'
import { networkNotices } from '../invoices/networkNotices'
import type { ShownInvoice } from '../views'

/** One invoice for a person who looks after it. Throws NOT_FOUND for a stranger's, ADDRESS_MISMATCH (F8). */
export async function showInvoice(ctx: ServiceContext, actor: Actor, id: string): Promise<ShownInvoice> {
  mustBeAllowed(actor, 'invoices:read')
  const detail = await loadInvoiceDetail(ctx, actor, id)
  return { ...detail, ...(await networkNotices(ctx, detail.invoice, detail.options)) }
}
