import {
  attemptsOf,
  findDelivery,
  type AttemptRow,
  type ListedDelivery,
} from '@/db/queries/webhookDeliveries'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'

export type DeliveryDetail = {
  /** `body` is what is sent, to the byte. */
  delivery: ListedDelivery & { body: string }
  attempts: AttemptRow[]
}

/** One delivery of the actor's merchant and mode with its tries. Throws NOT_FOUND for a stranger's. */
export async function getDelivery(
  ctx: ServiceContext,
  actor: Pick<EndpointActor, 'merchantId' | 'mode' | 'role' | 'dialect'>,
  id: string,
): Promise<DeliveryDetail> {
  mustBeAllowed(actor, 'webhooks:read')
  const delivery = await findDelivery(ctx.db, actor, id)
  if (!delivery) throw deliveryNotFound()
  return { delivery, attempts: await attemptsOf(ctx.db, delivery.id) }
}

export function deliveryNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'Webhook delivery not found')
}
