import { lockInvoices } from '@/db/queries/invoices'
import { updateRefund, type RefundRow } from '@/db/queries/refunds'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import { refundEvent } from './refundEvent'

/**
 * Refunds whose transfer is gone look for it again (F6); what happened is added to `news`, by invoice. All its invoices are locked at
 * once, before `reassess` comes to them, and the refunds are read again under those locks.
 */
export async function undoRefunds(
  ctx: ServiceContext,
  news: Map<string, NewEvent[]>,
  gone: () => Promise<readonly RefundRow[]>,
): Promise<void> {
  const concerned = await gone()
  if (concerned.length === 0) return
  await lockInvoices(ctx.db, [...news.keys(), ...concerned.map((refund) => refund.invoiceId)])
  const now = ctx.clock.now()
  for (const refund of await gone()) {
    await updateRefund(ctx.db, refund.id, { orphanedAt: now, confirmedAt: null, closedAt: null })
    const event = refundEvent('refund.reverted', refund, { block: refund.blockNumber })
    news.set(refund.invoiceId, [...(news.get(refund.invoiceId) ?? []), event])
  }
}
