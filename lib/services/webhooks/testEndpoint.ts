import { findEndpoint } from '@/db/queries/webhookEndpoints'
import type { Mode, WebhookDialect } from '@/db/schema'
import { newId } from '@/lib/ids'
import type { Outcome, Sender } from '@/lib/webhooks/sender'
import { mustBeAllowed } from '../access'
import { serverTime, type ServiceContext } from '../context'
import type { EndpointActor } from './endpointActor'
import { endpointNotFound } from './getEndpoint'
import { sendSigned } from './tryDelivery'

/** The name of an event that happened to nothing. */
export const TEST_EVENT = 'webhook.test'
/** Somebody waits for the answer, so that an endpoint's own timeout is cut to this. */
const LONGEST_SECONDS = 15

export type TestMessage = { id: string; endpointId: string; mode: Mode; createdAt: Date }

export type EndpointTest = {
  /** The event's id, which the receiver sees as `webhook-id`. */
  id: string
  outcome: Outcome
  endedAt: Date
}

/**
 * Sends a signed test event at once, by the same way as any delivery (W2, W4, W5), and says what the receiver answered. Nothing
 * is written and nothing tried again; a disabled endpoint can be tested. Holds no transaction. Throws NOT_FOUND, NOT_PERMITTED.
 */
export async function testEndpoint(
  ctx: ServiceContext,
  actor: EndpointActor,
  id: string,
  { sender, bodies }: { sender: Sender; bodies: Record<WebhookDialect, (message: TestMessage) => string> },
): Promise<EndpointTest> {
  mustBeAllowed(actor, 'webhooks:manage')
  const endpoint = await findEndpoint(ctx.db, actor, id)
  if (!endpoint) throw endpointNotFound()
  const now = serverTime(ctx)
  const message = { id: newId('evt', now), endpointId: id, mode: endpoint.mode, createdAt: now }
  const isOverlapping = endpoint.previousSecretUntil !== null && endpoint.previousSecretUntil > now
  const outcome = await sendSigned(
    ctx,
    sender,
    {
      ...endpoint,
      id,
      endpointId: id,
      eventId: message.id,
      eventType: TEST_EVENT,
      body: bodies[endpoint.dialect](message),
      previousSecret: isOverlapping ? endpoint.previousSecret : null,
      timeoutSeconds: Math.min(endpoint.timeoutSeconds, LONGEST_SECONDS),
    },
    new AbortController().signal,
  )
  return { id: message.id, outcome, endedAt: serverTime(ctx) }
}
