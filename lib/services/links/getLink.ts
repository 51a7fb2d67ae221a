import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { linkOf, linkView, type LinkView } from './linkView'

/** One payment link. Throws NOT_FOUND. */
export async function getLink(ctx: ServiceContext, actor: Actor, id: string): Promise<LinkView> {
  mustBeAllowed(actor, 'links:read')
  return linkView(ctx, await linkOf(ctx, actor, id))
}
