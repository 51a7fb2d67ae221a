import { DomainError } from '@/lib/domain/errors'
import { lockEndpoint, startAfresh, updateEndpoint } from '@/db/queries/webhookEndpointChanges'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import { WEBHOOKS_TOPIC } from '@/lib/live/topics'
import type { CustomHeaders } from '@/lib/webhooks/customHeaders'
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
export type EndpointChange = Partial<
  Omit<CreateEndpointInput, 'secret' | 'dialect' | 'customHeaders'> & {
    secret: string
    /** All there are afterwards; null keeps the value that a header has. */
    customHeaders: Readonly<Record<string, string | null>>
  }
>

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
      ...(change.customHeaders !== undefined &&
        sealedHeaders(tx, id, withKept(tx, before, change.customHeaders))),
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

/** The headers with the values that are kept. Throws VALIDATION_FAILED where there is none to keep. */
function withKept(
  { secrets }: Pick<ServiceContext, 'secrets'>,
  before: EndpointRow,
  wanted: NonNullable<EndpointChange['customHeaders']>,
): CustomHeaders {
  const present: CustomHeaders = before.customHeaders
    ? JSON.parse(secrets.open(before.customHeaders, 'webhook_endpoints.custom_headers', before.id))
    : {}
  const values = new Map(Object.entries(present).map(([name, value]) => [name.toLowerCase(), value]))
  return Object.fromEntries(
    Object.entries(wanted).map(([name, value]) => {
      const kept = value ?? values.get(name.toLowerCase())
      if (kept !== undefined) return [name, kept]
      throw new DomainError('VALIDATION_FAILED', `custom_headers: ${name} has no value to keep`, {
        field: 'custom_headers',
      })
    }),
  )
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
