import { lookSoon } from '@/db/queries/addresses'
import { askFor } from '@/db/queries/misdirected'
import { findPublicInvoice } from '@/db/queries/invoices'
import { DomainError } from '@/lib/domain/errors'
import { serverTime, type RootContext } from '../context'
import { reconcileNetwork } from '../reconcile/reconcileNetwork'
import { admit, type Limit } from '../throttle/admit'
import { networkOf } from '../throttle/network'

/** A person waits for it; what is not read by then is read by the next runs. */
const BUDGET_MS = 6_000
const HOUR_MS = 60 * 60_000
/** Not mined by then, it is looked for no more. */
const PATIENCE_MS = 24 * HOUR_MS
/** So long the invoice's addresses are watched closely again (S8). */
const HOT_MS = 15 * 60_000

const HASH = /^(?:0x)?([0-9a-f]{64})$/

export type Claim = {
  /** On which network the payer thinks it is; looked for it is on all of them. */
  network: string
  txHash: string
}

/**
 * "I have paid but nothing happens": has a transaction looked for on every network. Whoever holds the invoice's link may ask, five times an
 * hour. What the asker learns is whether the question could be asked, never what was found: it may be another merchant's (F3). Throws NOT_FOUND.
 */
export async function claimPayment(
  ctx: RootContext,
  invoiceId: string,
  claim: Claim,
  from: string | null,
): Promise<'asked' | 'often' | 'malformed'> {
  const invoice = await findPublicInvoice(ctx.db, invoiceId)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const [, digits] = HASH.exec(claim.txHash.trim().toLowerCase()) ?? []
  const networks = ctx.networks.all().filter((network) => !network.laneOfItsOwn)
  if (digits === undefined || !networks.some(({ id }) => id === claim.network)) return 'malformed'
  if (!(await admit(ctx, limitsOf(invoice.id, from))).admitted) return 'often'

  const now = serverTime(ctx)
  const asked = {
    txHash: `0x${digits}`,
    invoiceId: invoice.id,
    nextAt: now,
    until: new Date(now.getTime() + PATIENCE_MS),
    createdAt: now,
  }
  await askFor(
    ctx.db,
    networks.map(({ id }) => ({ ...asked, network: id })),
  )
  await lookSoon(ctx.db, invoice.id, new Date(now.getTime() + HOT_MS))
  // Where a run is under way already, that run or the next one looks.
  await Promise.all(
    networks.map((network) => reconcileNetwork(ctx, network, BUDGET_MS, () => Promise.resolve())),
  )
  return 'asked'
}

function limitsOf(invoiceId: string, from: string | null): Limit[] {
  const own: Limit[] = [{ what: 'claim.invoice', who: invoiceId, limit: 5, withinMs: HOUR_MS }]
  return from ? [{ what: 'claim.address', who: networkOf(from), limit: 5, withinMs: HOUR_MS }, ...own] : own
}
