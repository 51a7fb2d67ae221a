import { invoicesPastTheirTime } from '@/db/queries/addresses'
import type { ServiceContext } from '../context'
import { reassess } from '../invoices/reassess'
import { inTransaction } from '../transaction'

/** Invoices reassessed in one transaction. */
const BATCH = 100

/**
 * Reassesses invoices that can be paid on a network and whose time is over by the proven time of all their networks (S6):
 * the last of these to prove it is the one that ends them. An assessment that changes nothing does not come back within this
 * call, so it ends.
 */
export async function expireInvoices(
  ctx: ServiceContext,
  network: string,
  signal: AbortSignal,
): Promise<void> {
  const seen = new Set<string>()
  while (!signal.aborted) {
    const due = (await invoicesPastTheirTime(ctx.db, network, BATCH + seen.size)).filter(
      (id) => !seen.has(id),
    )
    if (due.length === 0) return
    for (const id of due) seen.add(id)
    await inTransaction(ctx, (tx) => reassess(tx, new Map(due.map((id) => [id, []]))))
  }
}
