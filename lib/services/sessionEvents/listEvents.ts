import type { SessionEventRow } from '@/db/queries/checkoutSessions'
import { findEvent, pageOfEvents, settledUntil, type EventFilter } from '@/db/queries/sessionEvents'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { pageOf, positionAfter, type Page, type PageAsked } from '../page'

/**
 * One page of what happened to a merchant's sessions, the newest first. An event shows once none that is older can come any more, so that
 * whoever goes on from the newest that they have seen misses none (Q6). Throws INVALID_CURSOR, NOT_PERMITTED.
 */
export async function listEvents(
  ctx: ServiceContext,
  actor: Actor,
  asked: PageAsked & EventFilter,
): Promise<Page<SessionEventRow>> {
  mustBeAllowed(actor, 'invoices:read')
  const after = await positionAfter(asked, (id) => findEvent(ctx.db, actor, id))
  const until = await settledUntil(ctx.db)
  return pageOf(await pageOfEvents(ctx.db, actor, { ...asked, after, until }), asked)
}
