import { findRefund, updateRefund } from '@/db/queries/refunds'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { reassess } from '../invoices/reassess'
import { wakeLane } from '../testmode/wakeLane'
import { isUnsettled } from './matching'
import { onInvoice } from '../invoices/onInvoice'
import { refundEvent } from './refundEvent'
import { refundDetails, type RefundDetail } from './refundDetail'

/**
 * Notes the transaction that the merchant says they sent, so that the next run looks at it. A hint: what counts is what the chain
 * shows, and without it the transfer is found as well (F6). Throws NOT_FOUND, REFUND_NOT_OPEN.
 */
export async function reportRefund(
  ctx: ServiceContext,
  actor: Actor,
  ids: { invoice: string; refund: string },
  txHash: string,
): Promise<RefundDetail> {
  mustBeAllowed(actor, 'invoices:refund')
  return onInvoice(ctx, actor, ids.invoice, async (tx, invoice) => {
    const refund = await findRefund(tx.db, actor, invoice.id, ids.refund)
    if (!refund) throw new DomainError('NOT_FOUND', 'Refund not found')
    const reportedTx = txHash.toLowerCase()
    const isKnown = refund.txHash === reportedTx
    if (!isKnown && !isUnsettled(refund)) {
      throw new DomainError(
        'REFUND_NOT_OPEN',
        'Nothing is looked for any more: the refund is settled or over',
      )
    }
    if (!isKnown && refund.reportedTx !== reportedTx) {
      await updateRefund(tx.db, refund.id, { reportedTx })
      const event = refundEvent('refund.reported', refund, { reported_tx_hash: reportedTx })
      await reassess(tx, new Map([[invoice.id, [event]]]), actor)
    }
    await wakeLane(tx, invoice)
    const [detail] = await refundDetails(tx, invoice, [isKnown ? refund : { ...refund, reportedTx }])
    if (!detail) throw new Error('a refund without its details')
    return detail
  })
}
