import { findRefund, updateRefund } from '@/db/queries/refunds'
import { DomainError } from '@/lib/domain/errors'
import { refundStatus } from '@/lib/domain/refunds'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { reassess } from '../invoices/reassess'
import { onInvoice } from '../invoices/onInvoice'
import { refundDetails, type RefundDetail } from './refundDetail'
import { refundEvent } from './refundEvent'

/**
 * Calls off a refund that no block has shown: what it took of the money is free again at once. Whoever calls it off says that
 * nobody signs it any more; a transfer that comes all the same counts only while nothing else was promised that money (F6). Throws
 * NOT_FOUND, REFUND_NOT_OPEN.
 */
export async function cancelRefund(
  ctx: ServiceContext,
  actor: Actor,
  invoiceId: string,
  refundId: string,
): Promise<RefundDetail> {
  mustBeAllowed(actor, 'invoices:refund')
  return onInvoice(ctx, actor, invoiceId, async (tx, invoice) => {
    const refund = await findRefund(tx.db, actor, invoice.id, refundId)
    if (!refund) throw new DomainError('NOT_FOUND', 'Refund not found')
    const status = refundStatus(refund)
    if (status !== 'prepared') {
      throw new DomainError('REFUND_NOT_OPEN', `A refund that is ${status} cannot be cancelled`)
    }
    const cancelledAt = tx.clock.now()
    await updateRefund(tx.db, refund.id, { cancelledAt })
    await reassess(tx, new Map([[invoice.id, [refundEvent('refund.cancelled', refund)]]]), actor)
    const [detail] = await refundDetails(tx, invoice, [{ ...refund, cancelledAt }])
    if (!detail) throw new Error('a refund without its details')
    return detail
  })
}
