import { findSession } from '@/db/queries/checkoutSessions'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { sessionView, type SessionView } from './sessionView'

/** One checkout session. Throws NOT_FOUND. */
export async function getSession(ctx: ServiceContext, actor: Actor, id: string): Promise<SessionView> {
  mustBeAllowed(actor, 'invoices:read')
  const row = await findSession(ctx.db, actor, id)
  if (!row) throw new DomainError('NOT_FOUND', 'Checkout session not found')
  return sessionView(ctx, row)
}
