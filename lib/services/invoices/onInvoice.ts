import { findInvoice, lockInvoices } from '@/db/queries/invoices'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { onInvoiceClock } from '../testmode/laneClock'
import { inTransaction } from '../transaction'
import type { InvoiceRow } from '../views'

/** One transaction under the invoice's lock, on the invoice's clock. Throws NOT_FOUND for a stranger's. */
export async function onInvoice<Result>(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  work: (tx: ServiceContext, invoice: InvoiceRow) => Promise<Result>,
): Promise<Result> {
  return inTransaction(ctx, async (transaction) => {
    const found = await findInvoice(transaction.db, actor, id)
    const [invoice] = found ? await lockInvoices(transaction.db, [found.id]) : []
    if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
    return work(await onInvoiceClock(transaction, invoice), invoice)
  })
}
