import { lockInvoices } from '@/db/queries/invoices'
import { refundsOf, refundsPastTheirTime, updateRefund } from '@/db/queries/refunds'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { isUnsettled } from '../refunds/matching'
import { refundEvent } from '../refunds/refundEvent'
import { inTransaction } from '../transaction'

/** Refunds closed in one transaction. */
const BATCH = 100

/**
 * Closes the refunds for which no transfer came in time by the proven time of their network (S6, F6): what they took of the money
 * is free again, and nobody looks for them any more.
 */
export async function expireRefunds(
  ctx: ServiceContext,
  network: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const due = await refundsPastTheirTime(ctx.db, network, BATCH)
    if (due.length === 0) return
    const ids = new Set(due.map((refund) => refund.id))
    await inTransaction(ctx, async (tx) => {
      const now = tx.clock.now()
      const invoiceIds = [...new Set(due.map((refund) => refund.invoiceId))]
      await lockInvoices(tx.db, invoiceIds)
      const news = new Map<string, NewEvent[]>()
      for (const refund of await refundsOf(tx.db, invoiceIds)) {
        if (!ids.has(refund.id) || !isUnsettled(refund)) continue
        const expiredAt = refund.cancelledAt ? null : now
        await updateRefund(tx.db, refund.id, { expiredAt, closedAt: now })
        if (!expiredAt) continue
        const event = refundEvent('refund.expired', refund)
        news.set(refund.invoiceId, [...(news.get(refund.invoiceId) ?? []), event])
      }
      await reassess(tx, news)
    })
    if (due.length < BATCH) return
  }
}
