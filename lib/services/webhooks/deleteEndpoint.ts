import { dropWaiting, lockEndpoint, updateEndpoint } from '@/db/queries/webhookEndpointChanges'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import { serverTime, type ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'
import { inTransaction } from '../transaction'
import { loggable } from './createEndpoint'
import { endpointNotFound } from './getEndpoint'

/** Takes an endpoint away for good, and with it what was still to go there. Throws NOT_FOUND, NOT_PERMITTED. */
export async function deleteEndpoint(
  ctx: ServiceContext,
  actor: EndpointActor,
  id: string,
): Promise<{ endpoint: EndpointRow; deletedAt: Date }> {
  mustBeAllowed(actor, 'webhooks:manage')
  return inTransaction(ctx, async (tx) => {
    const before = await lockEndpoint(tx.db, actor, id)
    if (!before) throw endpointNotFound()
    const now = serverTime(tx)
    const closed = {
      enabled: false,
      disabledReason: before.disabledReason ?? 'requested',
      disabledAt: before.disabledAt ?? now,
    }
    await updateEndpoint(tx.db, id, {
      ...closed,
      previousSecret: null,
      previousSecretUntil: null,
      customHeaders: null,
      deletedAt: now,
      updatedAt: now,
    })
    await dropWaiting(tx.db, id, now)
    await recordAudit(tx, actor, {
      action: 'webhook_endpoint.deleted',
      subject: id,
      changes: fieldsOf(loggable(before), ['url', 'events']),
    })
    return { endpoint: { ...before, ...closed }, deletedAt: now }
  })
}
