import { countEndpoints, endpointsOf } from '@/db/queries/webhookEndpoints'
import { mustBeAllowed } from '../access'
import type { ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'
import { endpointView, type EndpointView } from './getEndpoint'

export type EndpointPage = {
  endpoints: EndpointView[]
  total: number
  /** Where the next page begins; null on the last one. */
  next: { createdAt: Date; id: string } | null
}

/** The endpoints of the actor's merchant and mode, newest first. */
export async function listEndpoints(
  ctx: ServiceContext,
  actor: Pick<EndpointActor, 'merchantId' | 'mode' | 'role' | 'dialect'>,
  page: { limit: number; after: { createdAt: Date; id: string } | null } = { limit: 100, after: null },
): Promise<EndpointPage> {
  mustBeAllowed(actor, 'webhooks:read')
  const rows = await endpointsOf(ctx.db, actor, { ...page, limit: page.limit + 1 })
  const endpoints = rows.slice(0, page.limit).map(endpointView)
  const last = rows.length > page.limit ? endpoints.at(-1)?.endpoint : undefined
  return {
    endpoints,
    total: await countEndpoints(ctx.db, actor),
    next: last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}
