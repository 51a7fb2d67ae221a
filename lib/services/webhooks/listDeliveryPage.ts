import { findDelivery, type ListedDelivery } from '@/db/queries/webhookDeliveries'
import { mustBeAllowed } from '../access'
import type { ServiceContext } from '../context'
import { positionAfter, type Page, type PageAsked } from '../page'
import type { EndpointActor } from './endpointActor'
import { listDeliveries } from './listDeliveries'

/** One page of what an endpoint was sent, or is to be, the newest first. Throws NOT_FOUND, INVALID_CURSOR, NOT_PERMITTED. */
export async function listDeliveryPage(
  ctx: ServiceContext,
  actor: EndpointActor,
  asked: PageAsked & { endpointId: string; status: ListedDelivery['status'] | null },
): Promise<Page<ListedDelivery>> {
  mustBeAllowed(actor, 'webhooks:read')
  const after = await positionAfter(asked, (id) => findDelivery(ctx.db, actor, id))
  const { deliveries, next } = await listDeliveries(ctx, actor, {
    limit: asked.limit,
    after,
    endpointId: asked.endpointId,
    invoiceId: null,
    status: asked.status,
    eventType: null,
  })
  return { rows: deliveries, hasMore: next !== null }
}
