import { z } from 'zod'
import { DELIVERY_STATUSES, RETRY_BACKOFFS } from '@/db/schema'
import type { CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { ALL_EVENTS, WEBHOOK_EVENTS } from '@/lib/services/webhooks/eventNames'
import { parseCidr } from '@/lib/webhooks/addresses'
import { receiverUrl, wholeNumber } from '../fields'
import { pageQuery } from './listQuery'
import { pagination } from './pagination'

const time = z.iso.datetime()
const MAX_ALLOWED_IPS = 50
const MAX_RETRIES = 10
const [SHORTEST_TIMEOUT, LONGEST_TIMEOUT] = [5, 60]

const eventName = z.enum([ALL_EVENTS, ...WEBHOOK_EVENTS], { error: 'is no event that can be told' })

const secret = z
  .string({ error: 'must be text' })
  .regex(/^[\x21-\x7e]{32,255}$/, { error: 'must be 32 to 255 printable ASCII characters without spaces' })

const allowedIp = z
  .string({ error: 'must be text' })
  .max(50)
  .refine((text) => parseCidr(text) !== null, {
    error: 'must be an IP address or a CIDR range such as 10.0.0.0/8',
  })

/** What document 004 takes for a new endpoint; everything but the URL and the events has a default. */
export const createEndpointBody = z.object({
  url: receiverUrl(),
  events: z
    .array(eventName, {
      error: ({ input }) => (input === undefined ? 'is required' : 'must be a list of events'),
    })
    .min(1, { error: 'must name at least one event, or *' })
    .max(WEBHOOK_EVENTS.length + 1),
  secret: secret.nullish().describe('Made, and shown once, unless given'),
  allowed_ips: z.array(allowedIp).max(MAX_ALLOWED_IPS).nullish(),
  max_retries: wholeNumber(0, MAX_RETRIES).nullish(),
  retry_backoff: z.enum(RETRY_BACKOFFS, { error: `must be one of ${RETRY_BACKOFFS.join(', ')}` }).nullish(),
  timeout: wholeNumber(SHORTEST_TIMEOUT, LONGEST_TIMEOUT).nullish().describe('Seconds'),
  enabled: z.boolean({ error: 'must be true or false' }).nullish(),
})

export function toCreateEndpointInput(body: z.output<typeof createEndpointBody>): CreateEndpointInput {
  return {
    url: body.url,
    events: body.events,
    secret: body.secret ?? null,
    allowedIps: body.allowed_ips ?? [],
    maxRetries: body.max_retries ?? ENDPOINT_DEFAULTS.maxRetries,
    retryBackoff: body.retry_backoff ?? ENDPOINT_DEFAULTS.retryBackoff,
    timeoutSeconds: body.timeout ?? ENDPOINT_DEFAULTS.timeoutSeconds,
    enabled: body.enabled ?? true,
  }
}

const endpointFields = {
  id: z.string(),
  url: z.string(),
  events: z.array(eventName),
  /** Masked, but in the answer to a create that gave none. */
  secret: z.string(),
  /** `gone` said so itself (410). */
  status: z.enum(['active', 'disabled', 'gone']),
  allowed_ips: z.array(z.string()),
  max_retries: z.int(),
  retry_backoff: z.enum(RETRY_BACKOFFS),
  /** Seconds. */
  timeout: z.int(),
  enabled: z.boolean(),
  created_at: time,
}

export const createdEndpoint = z.strictObject(endpointFields)

export const listedEndpoint = z.strictObject({
  ...endpointFields,
  last_delivery_at: time.nullable(),
  /** Percent of its last thousand deliveries that were taken; null before the first try. */
  success_rate: z.number().nullable(),
})

export const endpointList = z.strictObject({ webhook_endpoints: z.array(listedEndpoint), pagination })

export const deliveriesQuery = z.object({
  ...pageQuery,
  status: z.enum(DELIVERY_STATUSES, { error: `must be one of ${DELIVERY_STATUSES.join(', ')}` }).optional(),
})

export const listedDelivery = z.strictObject({
  id: z.string(),
  event_id: z.string(),
  event_type: z.enum(WEBHOOK_EVENTS),
  invoice_id: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.int(),
  response_code: z.int().nullable(),
  /** Null unless another try is to come. */
  next_attempt_at: time.nullable(),
  delivered_at: time.nullable(),
  created_at: time,
})

export const deliveryList = z.strictObject({ deliveries: z.array(listedDelivery), pagination })
