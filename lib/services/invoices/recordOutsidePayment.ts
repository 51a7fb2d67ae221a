import { updateInvoice } from '@/db/queries/invoices'
import { DomainError } from '@/lib/domain/errors'
import type { InvoiceStatus } from '@/lib/domain/invoice'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { wakeLane } from '../testmode/wakeLane'
import type { InvoiceDetail } from '../views'
import { loadInvoiceDetail } from './loadInvoiceDetail'
import { onInvoice } from './onInvoice'
import { reassess } from './reassess'

/** What can still be paid elsewhere: nothing has paid it here, and nobody has called it off. */
const RECORDABLE: readonly InvoiceStatus[] = ['pending', 'partial', 'expired']

/**
 * The invoice was paid elsewhere, such as in cash or at a bank: a fact that `assess` folds to `paid`, without a settlement, since nothing
 * of it is on any chain. What came or comes on one is too much from then on (`overpaid`). Told twice it stays as it was told first. Throws
 * NOT_FOUND; PAYMENT_NOT_RECORDABLE where enough was seen, or it was called off.
 */
export async function recordOutsidePayment(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  { note }: { note: string },
): Promise<InvoiceDetail> {
  mustBeAllowed(actor, 'invoices:record_payment')
  return onInvoice(ctx, actor, id, async (tx, invoice) => {
    if (invoice.paidOutsideAt === null) {
      if (!RECORDABLE.includes(invoice.status)) {
        throw new DomainError('PAYMENT_NOT_RECORDABLE', REFUSALS[invoice.status] ?? 'The invoice is closed')
      }
      await updateInvoice(tx.db, invoice.id, { paidOutsideAt: tx.clock.now(), paidOutsideNote: note })
      const news = [{ type: 'invoice.paid_outside' as const, data: { note } }]
      await reassess(tx, new Map([[invoice.id, news]]), actor)
      await wakeLane(tx, invoice)
    }
    return loadInvoiceDetail(tx, actor, invoice.id)
  })
}

const REFUSALS: Partial<Record<InvoiceStatus, string>> = {
  confirming: 'Enough has been paid already: it only waits for its confirmations',
  paid: 'The invoice is paid already',
  refunded: 'The invoice was refunded',
  cancelled: 'The invoice was called off',
}
