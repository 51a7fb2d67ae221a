import {
  attemptsOf,
  findDelivery,
  type AttemptRow,
  type ListedDelivery,
} from '@/db/queries/webhookDeliveries'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'

export type DeliveryDetail = {
  /** `body` is what is sent, to the byte. */
  delivery: ListedDelivery & { body: string }
  attempts: AttemptRow[]
}

/** One delivery of the actor's merchant and mode with its tries. Throws NOT_FOUND for a stranger's. */
export async function getDelivery(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode' | 'role'>,
  id: string,
): Promise<DeliveryDetail> {
  mustBeAllowed(actor, 'webhooks:read')
  const delivery = await findDelivery(ctx.db, actor, id)
  if (!delivery) throw new DomainError('NOT_FOUND', 'Webhook delivery not found')
  return { delivery, attempts: await attemptsOf(ctx.db, delivery.id) }
}
