import { pageOfDeliveries, type DeliveryFilter, type ListedDelivery } from '@/db/queries/webhookDeliveries'
import { findEndpoint } from '@/db/queries/webhookEndpoints'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'

export type DeliveryPage = {
  deliveries: ListedDelivery[]
  /** Exact to 10,000 (Q8). */
  total: number
  /** Where the next page begins; null on the last one. */
  next: { createdAt: Date; id: string } | null
}

/** What was sent, or is to be, for the actor's merchant and mode, newest first. Throws NOT_FOUND for an endpoint of strangers. */
export async function listDeliveries(
  ctx: ServiceContext,
  actor: Pick<EndpointActor, 'merchantId' | 'mode' | 'role' | 'dialect'>,
  filter: DeliveryFilter,
): Promise<DeliveryPage> {
  mustBeAllowed(actor, 'webhooks:read')
  if (filter.endpointId !== null && !(await findEndpoint(ctx.db, actor, filter.endpointId))) {
    throw new DomainError('NOT_FOUND', 'Webhook endpoint not found')
  }
  const { rows, total } = await pageOfDeliveries(ctx.db, actor, filter)
  const deliveries = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? deliveries.at(-1) : undefined
  return { deliveries, total, next: last ? { createdAt: last.createdAt, id: last.id } : null }
}
