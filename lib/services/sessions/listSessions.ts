import { findSession, pageOfSessions } from '@/db/queries/checkoutSessions'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { pageOf, positionAfter, type Page, type PageAsked } from '../page'
import { sessionViews, type SessionView } from './sessionView'

/** One page of a merchant's sessions, the newest first; those of one link, or all. Throws INVALID_CURSOR. */
export async function listSessions(
  ctx: ServiceContext,
  actor: Actor,
  asked: PageAsked & { linkId: string | null },
): Promise<Page<SessionView & { id: string }>> {
  mustBeAllowed(actor, 'invoices:read')
  const after = await positionAfter(asked, (id) => findSession(ctx.db, actor, id))
  const rows = await pageOfSessions(ctx.db, actor, { limit: asked.limit, after, linkId: asked.linkId })
  const page = pageOf(rows, asked)
  const views = await sessionViews(ctx, page.rows)
  return { ...page, rows: views.map((view) => ({ ...view, id: view.session.id })) }
}
