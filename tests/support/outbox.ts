import { afterAll } from 'vitest'
import type { DeliveryFilter } from '@/db/queries/webhookDeliveries'
import type { RootContext } from '@/lib/services/context'
import { createDispatcher, type DispatcherOptions } from '@/lib/services/webhooks/dispatcher'
import { createEndpoint, type CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import { createResolve } from '@/lib/webhooks/resolve'
import { createSender, type SenderOptions } from '@/lib/webhooks/sender'
import type { Actor } from '@/lib/services/context'

/** A secret as a merchant would choose it: `whsec_` and base64 of 32 bytes. */
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** Adds an endpoint that asks for everything, unless told otherwise. */
export function endpointFor(
  ctx: RootContext,
  actor: Actor,
  url: string,
  input: Partial<CreateEndpointInput> = {},
) {
  return createEndpoint(ctx, actor, {
    url,
    events: ['*'],
    secret: SECRET,
    allowedIps: [],
    maxRetries: 5,
    retryBackoff: 'exponential',
    timeoutSeconds: 5,
    enabled: true,
    ...input,
  })
}

/** The deliveries of a merchant, oldest first, as far as a test looks at them. */
export async function outboxOf(ctx: RootContext, actor: Actor, filter: Partial<DeliveryFilter> = {}) {
  const everything = {
    limit: 1_000,
    after: null,
    endpointId: null,
    invoiceId: null,
    status: null,
    eventType: null,
  }
  const { deliveries } = await listDeliveries(ctx, actor, { ...everything, ...filter })
  return deliveries.toReversed()
}

/** How many there are of each status. */
export async function statusesOf(ctx: RootContext, actor: Actor): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { status } of await outboxOf(ctx, actor)) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** The real dispatcher and sender over these services, once: everything that is due is sent. */
export function createOutbox(ctx: RootContext, options: Partial<SenderOptions> = {}) {
  const sender = createSender({
    rules: ctx.policy.receivers,
    resolve: createResolve({ localNames: false }),
    ...options,
  })
  afterAll(() => sender.close())
  return {
    sender,
    dispatch: (more: DispatcherOptions = {}) =>
      createDispatcher(ctx, sender, { random: () => 0, ...more }).runUntilIdle(),
  }
}
