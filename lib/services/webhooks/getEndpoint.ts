import { findMeasured, type EndpointRow, type MeasuredEndpoint } from '@/db/queries/webhookEndpoints'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'

export type EndpointView = {
  /** `secret` is encrypted; people are shown `secretHint`. */
  endpoint: EndpointRow
  lastDeliveryAt: Date | null
  /** Tenths of a percent of its last deliveries that were taken; null before the first try. */
  successRate: number | null
  /** Since when every try failed; null while it answers. */
  failingSince: Date | null
}

/** One endpoint of the actor's merchant and mode. Throws NOT_FOUND for a stranger's and for one that was deleted. */
export async function getEndpoint(
  ctx: ServiceContext,
  actor: Pick<EndpointActor, 'merchantId' | 'mode' | 'role' | 'dialect'>,
  id: string,
): Promise<EndpointView> {
  mustBeAllowed(actor, 'webhooks:read')
  const found = await findMeasured(ctx.db, actor, id)
  if (!found) throw endpointNotFound()
  return endpointView(found)
}

export function endpointView({ delivered, ended, ...row }: MeasuredEndpoint): EndpointView {
  return { ...row, successRate: ended === 0 ? null : Math.round((delivered * 1000) / ended) }
}

export function endpointNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'Webhook endpoint not found')
}
