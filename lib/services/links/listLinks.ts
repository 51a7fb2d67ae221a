import { pageOfLinks, positionOfLink } from '@/db/queries/paymentLinks'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { pageOf, positionAfter, type Page, type PageAsked } from '../page'
import { linkViews, type LinkView } from './linkView'

/** One page of a merchant's links, the newest first. Throws INVALID_CURSOR. */
export async function listLinks(
  ctx: ServiceContext,
  actor: Actor,
  asked: PageAsked,
): Promise<Page<LinkView>> {
  mustBeAllowed(actor, 'links:read')
  const after = await positionAfter(asked, (id) => positionOfLink(ctx.db, actor, id))
  const page = pageOf(await pageOfLinks(ctx.db, actor, { limit: asked.limit, after }), asked)
  return { ...page, rows: await linkViews(ctx, page.rows) }
}
