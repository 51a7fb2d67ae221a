import type { ClaimedDelivery } from '@/db/queries/webhookDispatch'
import type { CustomHeaders } from '@/lib/webhooks/customHeaders'
import { deliveryHeaders } from '@/lib/webhooks/headers'
import type { Outcome, Sender } from '@/lib/webhooks/sender'
import { sentBody } from '@/lib/webhooks/sentBody'
import { serverTime, type ServiceContext } from '../context'
import { ENDPOINT_DEFAULTS } from './endpointDefaults'
import type { Tried } from './verdict'

/** Sends a delivery once, outside of any transaction, signed for this moment. Never throws. */
export async function tryDelivery(
  ctx: Pick<ServiceContext, 'clock' | 'serverClock' | 'secrets' | 'log'>,
  sender: Sender,
  delivery: ClaimedDelivery,
  signal: AbortSignal,
): Promise<Tried> {
  const startedAt = serverTime(ctx)
  const outcome =
    delivery.isDeleted || !delivery.isEnabled ? null : await sendSigned(ctx, sender, delivery, signal)
  const cutOff = outcome !== null && outcome.status === null && signal.aborted
  return { delivery, startedAt, endedAt: serverTime(ctx), outcome, cutOff }
}

/** What signing and sending need of a delivery. Secrets are encrypted. */
export type Sendable = Pick<
  ClaimedDelivery,
  | 'id'
  | 'eventId'
  | 'eventType'
  | 'merchantId'
  | 'endpointId'
  | 'dialect'
  | 'body'
  | 'url'
  | 'allowedIps'
  | 'secret'
  | 'previousSecret'
  | 'customHeaders'
  | 'timeoutSeconds'
>

/** Signs and sends it once. Never throws. */
export async function sendSigned(
  ctx: Pick<ServiceContext, 'clock' | 'serverClock' | 'secrets' | 'log'>,
  sender: Sender,
  delivery: Sendable,
  signal: AbortSignal,
): Promise<Outcome> {
  const { id, eventId, eventType, url, allowedIps } = delivery
  const at = serverTime(ctx)
  const body = sentBody(delivery.dialect, delivery.body, at)
  try {
    const { secret, previous, own } = opened(ctx, delivery)
    const signed = deliveryHeaders(
      {
        id: eventId,
        type: eventType,
        body,
        at,
        secrets: [secret, ...previous],
      },
      delivery.dialect,
    )
    const timeoutMs = (delivery.timeoutSeconds ?? ENDPOINT_DEFAULTS.timeoutSeconds) * 1000
    const headers = { ...own, ...signed }
    return await sender.send({ url, headers, body, timeoutMs, allowedIps, signal })
  } catch {
    // What a secret was sealed with is for the operator to find, not for the log to show.
    ctx.log.error({ delivery: id }, 'a webhook could not be signed')
    return { status: null, error: 'the secret cannot be read', retryAfterMs: null, durationMs: 0 }
  }
}

/** An endpoint's secrets and headers; an invoice's own address is told with its merchant's secret. */
function opened({ secrets }: Pick<ServiceContext, 'secrets'>, delivery: Sendable) {
  const { endpointId: id, merchantId, previousSecret, customHeaders } = delivery
  if (id === null) {
    const secret = secrets.open(delivery.secret, 'merchants.webhook_secret', merchantId)
    return { secret, previous: [], own: {} }
  }
  return {
    secret: secrets.open(delivery.secret, 'webhook_endpoints.secret', id),
    previous:
      previousSecret === null ? [] : [secrets.open(previousSecret, 'webhook_endpoints.previous_secret', id)],
    own:
      customHeaders === null
        ? {}
        : lowerCase(secrets.open(customHeaders, 'webhook_endpoints.custom_headers', id)),
  }
}

/** In lower case, as ours are: no name can stand there twice. */
function lowerCase(opened: string): Record<string, string> {
  const headers = JSON.parse(opened) as CustomHeaders
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
