import { sessionOfInvoice } from '@/db/queries/checkoutSessions'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { sessionView, type SessionView } from './sessionView'

/** The checkout session around an invoice of the actor's; null where there is none. */
export async function getSessionOfInvoice(
  ctx: ServiceContext,
  actor: Actor,
  invoiceId: string,
): Promise<SessionView | null> {
  mustBeAllowed(actor, 'invoices:read')
  const row = await sessionOfInvoice(ctx.db, invoiceId)
  const isOwn = row?.merchantId === actor.merchantId && row.mode === actor.mode
  return isOwn ? sessionView(ctx, row) : null
}
