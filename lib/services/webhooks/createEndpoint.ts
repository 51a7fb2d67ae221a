import { findMerchant } from '@/db/queries/merchants'
import {
  countEndpoints,
  insertEndpoint,
  lockEndpointCount,
  type EndpointRow,
} from '@/db/queries/webhookEndpoints'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { newSecret, secretHint } from '@/lib/webhooks/secrets'
import { mustBeAllowed } from '../access'
import { serverTime, type Actor, type ServiceContext } from '../context'
import { assertWithinPlan } from '../merchants/assertWithinPlan'
import { inTransaction } from '../transaction'
import { assertReceiver } from './assertReceiver'
import type { EndpointView } from './getEndpoint'

export type CreateEndpointInput = {
  url: string
  /** Public names, or `*`. */
  events: readonly string[]
  /** Null makes one. */
  secret: string | null
  allowedIps: readonly string[]
  maxRetries: number
  retryBackoff: EndpointRow['retryBackoff']
  timeoutSeconds: number
  enabled: boolean
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
  return inTransaction(ctx, async ({ db }) => {
    await lockEndpointCount(db, actor)
    const merchant = await findMerchant(db, actor.merchantId)
    if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
    assertWithinPlan(merchant, 'webhookEndpoints', await countEndpoints(db, actor))
    const now = serverTime(ctx)
    const secret = input.secret ?? newSecret()
    const endpoint = await insertEndpoint(db, {
      id: newId('whe', now),
      merchantId: actor.merchantId,
      mode: actor.mode,
      dialect: 'invoices',
      url: input.url,
      events: [...new Set(input.events)],
      secret: ctx.secrets.seal(secret),
      secretHint: secretHint(secret),
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
    const view = { endpoint, lastDeliveryAt: null, successRate: null, failingSince: null }
    return { view, madeSecret: input.secret === null ? secret : null }
  })
}
