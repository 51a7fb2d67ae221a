import { lookSoon } from '@/db/queries/addresses'
import { findPublicInvoice } from '@/db/queries/invoices'
import { networkStatesOf } from '@/db/queries/networks'
import { DomainError } from '@/lib/domain/errors'
import { serverTime, type RootContext } from '../context'
import { reconcileNetwork } from '../reconcile/reconcileNetwork'
import { readLaneNow } from '../testmode/reconcileLanes'
import { laneOfInvoice } from '../testmode/laneClock'
import { admit, type Limit } from '../throttle/admit'
import { networkOf } from '../throttle/network'

/** A person waits for it; what is not read by then is read by the next run. */
const BUDGET_MS = 6_000
/** So long an address that had grown cold is watched closely again (S8). */
const HOT_MS = 15 * 60_000

/**
 * Looks at once whether money has come: reads the networks that an invoice can be paid on, with its addresses first among those whose
 * balance is compared (S4, S8). Anyone who holds the link may ask, now and then; false when it was too often. Throws NOT_FOUND.
 */
export async function checkNow(ctx: RootContext, id: string, from: string | null): Promise<boolean> {
  const invoice = await findPublicInvoice(ctx.db, id)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  if (!(await admit(ctx, limitsOf(invoice.id, from))).admitted) return false
  const lane = await laneOfInvoice(ctx, invoice)
  if (lane) {
    await readLaneNow(ctx, lane, BUDGET_MS)
    return true
  }
  await lookSoon(ctx.db, invoice.id, new Date(serverTime(ctx).getTime() + HOT_MS))
  const states = await networkStatesOf(ctx.db, invoice.id)
  await Promise.all(
    states.flatMap(({ network: name }) => {
      const network = ctx.networks.get(name)
      // Where a run is under way already, it is that run's to see.
      return network ? [reconcileNetwork(ctx, network, BUDGET_MS, () => Promise.resolve())] : []
    }),
  )
  return true
}

function limitsOf(invoiceId: string, from: string | null): Limit[] {
  const own: Limit[] = [{ what: 'check.invoice', who: invoiceId, limit: 2, withinMs: 10_000 }]
  return from ? [{ what: 'check.address', who: networkOf(from), limit: 20, withinMs: 60_000 }, ...own] : own
}
