import type { SessionEventRow } from '@/db/queries/checkoutSessions'
import { findEvent } from '@/db/queries/sessionEvents'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'

/** One event of the actor's merchant and mode. Throws NOT_FOUND for a stranger's, and for one that is forgotten. */
export async function getEvent(ctx: ServiceContext, actor: Actor, id: string): Promise<SessionEventRow> {
  mustBeAllowed(actor, 'invoices:read')
  const event = await findEvent(ctx.db, actor, id)
  if (!event) throw new DomainError('NOT_FOUND', 'Event not found')
  return event
}
