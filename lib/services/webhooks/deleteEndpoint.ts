import { dropWaiting, lockEndpoint, updateEndpoint } from '@/db/queries/webhookEndpointChanges'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import { serverTime, type Actor, type ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { loggable } from './createEndpoint'
import { endpointNotFound } from './getEndpoint'

/** Takes an endpoint away for good, and with it what was still to go there. Throws NOT_FOUND, NOT_PERMITTED. */
export async function deleteEndpoint(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
): Promise<{ id: string; deletedAt: Date }> {
  mustBeAllowed(actor, 'webhooks:manage')
  return inTransaction(ctx, async (tx) => {
    const before = await lockEndpoint(tx.db, actor, id)
    if (!before) throw endpointNotFound()
    const now = serverTime(tx)
    await updateEndpoint(tx.db, id, {
      enabled: false,
      disabledReason: before.disabledReason ?? 'requested',
      disabledAt: before.disabledAt ?? now,
      previousSecret: null,
      previousSecretUntil: null,
      deletedAt: now,
      updatedAt: now,
    })
    await dropWaiting(tx.db, id, now)
    await recordAudit(tx, actor, {
      action: 'webhook_endpoint.deleted',
      subject: id,
      changes: fieldsOf(loggable(before), ['url', 'events']),
    })
    return { id, deletedAt: now }
  })
}
