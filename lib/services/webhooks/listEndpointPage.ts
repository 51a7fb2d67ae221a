import { endpointsOf, positionOfEndpoint } from '@/db/queries/webhookEndpoints'
import type { WebhookDialect } from '@/db/schema'
import { mustBeAllowed } from '../access'
import type { ServiceContext } from '../context'
import { pageOf, positionAfter, type Page, type PageAsked } from '../page'
import type { EndpointActor } from './endpointActor'
import { endpointView, type EndpointView } from './getEndpoint'

/** One page of the endpoints of a document, the newest first. Throws INVALID_CURSOR, NOT_PERMITTED. */
export async function listEndpointPage(
  ctx: ServiceContext,
  actor: EndpointActor & { dialect: WebhookDialect },
  asked: PageAsked,
): Promise<Page<EndpointView & { id: string }>> {
  mustBeAllowed(actor, 'webhooks:read')
  const after = await positionAfter(asked, (id) => positionOfEndpoint(ctx.db, actor, id))
  const page = pageOf(await endpointsOf(ctx.db, actor, { limit: asked.limit + 1, after }), asked)
  return { ...page, rows: page.rows.map((row) => ({ ...endpointView(row), id: row.endpoint.id })) }
}
