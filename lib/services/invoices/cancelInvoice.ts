import { paymentsOf } from '@/db/queries/invoiceParts'
import { findInvoice, lockInvoices, updateInvoice } from '@/db/queries/invoices'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { onInvoiceClock } from '../testmode/laneClock'
import { inTransaction } from '../transaction'
import type { InvoiceDetail, InvoiceRow } from '../views'
import { loadInvoiceDetail } from './loadInvoiceDetail'
import { reassess } from './reassess'

const CANCELLABLE: readonly InvoiceRow['status'][] = ['pending', 'partial']

/**
 * Ends an invoice that nobody has paid in full. Money sent before the cancellation still counts, however late it is
 * found; money sent after it opens `late` (D10). With `refundAll` what arrived is to be given back: `refund_due` stands until
 * the merchant's wallet has done so (F6). Throws NOT_FOUND, INVOICE_NOT_CANCELLABLE.
 */
export async function cancelInvoice(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  { reason, refundAll = false }: { reason: string | null; refundAll?: boolean },
): Promise<InvoiceDetail> {
  mustBeAllowed(actor, 'invoices:cancel')
  return inTransaction(ctx, async (transaction) => {
    const found = await findInvoice(transaction.db, actor, id)
    const [invoice] = found ? await lockInvoices(transaction.db, [found.id]) : []
    if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
    const tx = await onInvoiceClock(transaction, invoice)
    if (!CANCELLABLE.includes(invoice.status)) {
      throw new DomainError(
        'INVOICE_NOT_CANCELLABLE',
        `An invoice that is ${invoice.status} cannot be cancelled`,
      )
    }
    const cancelledAt = await cancellationTime(tx, invoice.id)
    await updateInvoice(tx.db, invoice.id, { cancelledAt, cancelReason: reason, refundAll })
    await reassess(tx, new Map([[invoice.id, []]]), actor)
    return loadInvoiceDetail(tx, actor, invoice.id)
  })
}

/** Now, but not before a payment that is already known: a chain's clock may run ahead of the server's. */
async function cancellationTime(ctx: ServiceContext, invoiceId: string): Promise<Date> {
  const blockTimes = (await paymentsOf(ctx.db, [invoiceId])).map((payment) => payment.blockTime.getTime())
  return new Date(Math.max(ctx.clock.now().getTime(), ...blockTimes))
}
