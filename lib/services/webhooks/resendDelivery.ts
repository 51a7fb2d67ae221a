import { sendAgain } from '@/db/queries/webhookDeliveries'
import { findEndpoint } from '@/db/queries/webhookEndpoints'
import { DomainError } from '@/lib/domain/errors'
import { WEBHOOKS_TOPIC } from '@/lib/live/topics'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import { serverTime, type ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'
import { inTransaction } from '../transaction'
import { deliveryNotFound, getDelivery, type DeliveryDetail } from './getDelivery'

/**
 * Sends a delivery again, whatever became of it before, with the same id and the same bytes; it has all its tries anew; `of` names the
 * endpoint that it must be of. Returns
 * at once: what comes of it shows in the delivery. Throws NOT_FOUND, WEBHOOK_ENDPOINT_DISABLED, NOT_PERMITTED.
 */
export async function resendDelivery(
  ctx: ServiceContext,
  actor: EndpointActor,
  id: string,
  of: { endpointId: string } | null = null,
): Promise<DeliveryDetail> {
  mustBeAllowed(actor, 'webhooks:resend')
  return inTransaction(ctx, async (tx) => {
    const { delivery } = await getDelivery(tx, actor, id)
    if (of && delivery.endpointId !== of.endpointId) throw deliveryNotFound()
    if (delivery.endpointId !== null) await assertEnabled(tx, actor, delivery.endpointId)
    await sendAgain(tx.db, delivery, serverTime(tx))
    await recordAudit(tx, actor, {
      action: 'webhook_delivery.resent',
      subject: id,
      changes: fieldsOf(delivery, ['eventType', 'endpointId']),
    })
    tx.touched?.add(WEBHOOKS_TOPIC)
    return getDelivery(tx, actor, id)
  })
}

async function assertEnabled(ctx: ServiceContext, actor: EndpointActor, endpointId: string): Promise<void> {
  const endpoint = await findEndpoint(ctx.db, actor, endpointId)
  if (endpoint?.enabled) return
  const reason = endpoint
    ? endpoint.disabledReason === 'gone'
      ? 'said that it is gone'
      : 'is disabled'
    : 'was deleted'
  throw new DomainError('WEBHOOK_ENDPOINT_DISABLED', `The endpoint of this delivery ${reason}`)
}
