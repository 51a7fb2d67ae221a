import { lockEndpoint, startAfresh, updateEndpoint } from '@/db/queries/webhookEndpointChanges'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import { WEBHOOKS_TOPIC } from '@/lib/live/topics'
import { mustBeAllowed } from '../access'
import { changesOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import { serverTime, type ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'
import { inTransaction } from '../transaction'
import { assertReceiver } from './assertReceiver'
import { ENDPOINT_FIELDS, loggable, sealedHeaders, type CreateEndpointInput } from './createEndpoint'
import { endpointNotFound, getEndpoint, type EndpointView } from './getEndpoint'
import { replaced, SECRET_OVERLAP_SECONDS } from './rotateSecret'

/** What is not named stays as it is. */
export type EndpointChange = Partial<Omit<CreateEndpointInput, 'secret' | 'dialect'> & { secret: string }>

/**
 * Changes an endpoint. What waits for it follows: it goes to the new URL, and at once where the endpoint is enabled again,
 * whoever disabled it. A new secret signs from now on, the one before it beside it for a day (W2). Throws NOT_FOUND,
 * VALIDATION_FAILED, NOT_PERMITTED.
 */
export async function changeEndpoint(
  ctx: ServiceContext,
  actor: EndpointActor,
  id: string,
  change: EndpointChange,
): Promise<EndpointView> {
  mustBeAllowed(actor, 'webhooks:manage')
  if (change.url !== undefined) assertReceiver(ctx, change.url)
  return inTransaction(ctx, async (tx) => {
    const before = await lockEndpoint(tx.db, actor, id)
    if (!before) throw endpointNotFound()
    const now = serverTime(tx)
    await updateEndpoint(tx.db, id, {
      url: change.url,
      events: change.events && [...new Set(change.events)],
      allowedIps: change.allowedIps && [...change.allowedIps],
      maxRetries: change.maxRetries,
      retryBackoff: change.retryBackoff,
      timeoutSeconds: change.timeoutSeconds,
      ...(change.customHeaders !== undefined && sealedHeaders(tx, change.customHeaders)),
      ...standing(before, change.enabled, now),
      ...(change.secret !== undefined && replaced(tx, before, change.secret, SECRET_OVERLAP_SECONDS, now)),
      updatedAt: now,
    })
    const enabled = change.enabled ?? before.enabled
    if (enabled && (!before.enabled || (change.url !== undefined && change.url !== before.url))) {
      await startAfresh(tx.db, id, now)
    }
    tx.touched?.add(WEBHOOKS_TOPIC)
    const view = await getEndpoint(tx, actor, id)
    await recordAudit(tx, actor, {
      action: 'webhook_endpoint.changed',
      subject: id,
      changes: changesOf(loggable(before), loggable(view.endpoint), ENDPOINT_FIELDS),
    })
    return view
  })
}

/** Who disables what is disabled already changes nothing about why it is. */
function standing(before: EndpointRow, enabled: boolean | undefined, now: Date): Partial<EndpointRow> {
  if (enabled === undefined || enabled === before.enabled) return {}
  return {
    enabled,
    disabledReason: enabled ? null : 'requested',
    disabledAt: enabled ? null : now,
  }
}
