import { createHash } from 'node:crypto'
import { findMerchant } from '@/db/queries/merchants'
import {
  countEndpoints,
  insertEndpoint,
  lockEndpointCount,
  type EndpointRow,
} from '@/db/queries/webhookEndpoints'
import type { WebhookDialect } from '@/db/schema'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import type { CustomHeaders } from '@/lib/webhooks/customHeaders'
import { newSecret, secretHint } from '@/lib/webhooks/secrets'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import { serverTime, type Actor, type ServiceContext } from '../context'
import { assertWithinPlan } from '../merchants/assertWithinPlan'
import { inTransaction } from '../transaction'
import { assertReceiver } from './assertReceiver'
import type { EndpointView } from './getEndpoint'

export type CreateEndpointInput = {
  /** In whose words it is told; document 004's unless named. */
  dialect?: WebhookDialect
  url: string
  /** Public names, or `*`. */
  events: readonly string[]
  /** Null makes one. */
  secret: string | null
  /** Sent with each delivery; none unless given. Their values are never shown again. */
  customHeaders?: CustomHeaders
  allowedIps: readonly string[]
  maxRetries: number
  retryBackoff: EndpointRow['retryBackoff']
  timeoutSeconds: number
  enabled: boolean
}

/** What the audit log tells of an endpoint; of its secret the hint by which people know it. */
export const ENDPOINT_FIELDS = [
  'dialect',
  'url',
  'events',
  'secretHint',
  'customHeaderNames',
  'allowedIps',
  'maxRetries',
  'retryBackoff',
  'timeoutSeconds',
  'enabled',
] as const

/** The endpoint as the log may have it: what stands in a URL's query is often a secret, and is told apart by its hash alone. */
export function loggable(endpoint: EndpointRow): EndpointRow {
  const { origin, pathname, search } = new URL(endpoint.url)
  const query = search && `?${createHash('sha256').update(search).digest('hex').slice(0, 8)}`
  return { ...endpoint, url: `${origin}${pathname}${query}` }
}

/**
 * Adds an endpoint. `madeSecret` is the secret where none was given: it is shown now and never again. Throws VALIDATION_FAILED
 * for a URL that cannot be told (W5), PLAN_LIMIT_REACHED, NOT_PERMITTED.
 */
export async function createEndpoint(
  ctx: ServiceContext,
  actor: Actor,
  input: CreateEndpointInput,
): Promise<{ view: EndpointView; madeSecret: string | null }> {
  mustBeAllowed(actor, 'webhooks:manage')
  assertReceiver(ctx, input.url)
  return inTransaction(ctx, async (tx) => {
    const { db } = tx
    const { merchantId, mode } = actor
    await lockEndpointCount(db, actor)
    const merchant = await findMerchant(db, actor.merchantId)
    if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
    assertWithinPlan(merchant, 'webhookEndpoints', await countEndpoints(db, { merchantId, mode }))
    const now = serverTime(ctx)
    const secret = input.secret ?? newSecret()
    const id = newId('whe', now)
    const endpoint = await insertEndpoint(db, {
      id,
      merchantId,
      mode,
      dialect: input.dialect ?? 'invoices',
      url: input.url,
      events: [...new Set(input.events)],
      secret: ctx.secrets.seal(secret, 'webhook_endpoints.secret', id),
      secretHint: secretHint(secret),
      ...sealedHeaders(ctx, id, input.customHeaders ?? {}),
      allowedIps: [...input.allowedIps],
      maxRetries: input.maxRetries,
      retryBackoff: input.retryBackoff,
      timeoutSeconds: input.timeoutSeconds,
      enabled: input.enabled,
      disabledReason: input.enabled ? null : 'requested',
      disabledAt: input.enabled ? null : now,
      createdAt: now,
      updatedAt: now,
    })
    await recordAudit(tx, actor, {
      action: 'webhook_endpoint.created',
      subject: endpoint.id,
      changes: fieldsOf(loggable(endpoint), ENDPOINT_FIELDS),
    })
    const view = { endpoint, lastDeliveryAt: null, successRate: null, failingSince: null }
    return { view, madeSecret: input.secret === null ? secret : null }
  })
}

/** How headers are kept: what they hold, which may be a token, is encrypted. */
export function sealedHeaders(
  { secrets }: Pick<ServiceContext, 'secrets'>,
  id: string,
  headers: CustomHeaders,
) {
  const names = Object.keys(headers)
  const sealed = () => secrets.seal(JSON.stringify(headers), 'webhook_endpoints.custom_headers', id)
  return {
    customHeaders: names.length === 0 ? null : sealed(),
    customHeaderNames: names,
  }
}
