import { z } from 'zod'
import { DELIVERY_STATUSES as ALL_STATUSES, DISABLED_REASONS, RETRY_BACKOFFS } from '@/db/schema'
import type { CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import type { EndpointChange } from '@/lib/services/webhooks/changeEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { ALL_EVENTS, WEBHOOK_EVENTS } from '@/lib/services/webhooks/eventNames'
import { LONGEST_OVERLAP_SECONDS, SECRET_OVERLAP_SECONDS } from '@/lib/services/webhooks/rotateSecret'
import { parseCidr } from '@/lib/webhooks/addresses'
import { headerProblem, MOST_HEADERS } from '@/lib/webhooks/customHeaders'
import { idParam, receiverUrl, wholeNumber } from '../fields'
import { pageQuery } from './listQuery'
import { pagination } from './pagination'

const time = z.iso.datetime()
/** Abandoned are those of document 002 alone. */
export const DELIVERY_STATUSES = ALL_STATUSES.filter((status) => status !== 'abandoned')
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

const customHeaders = z
  .record(z.string(), z.string({ error: 'must be text' }), { error: 'must be an object of names and values' })
  .superRefine((headers, context) => {
    const names = Object.keys(headers)
    const problems = names.flatMap((name) => {
      const problem = headerProblem(name, headers[name] ?? '')
      return problem ? [{ path: [name], message: problem }] : []
    })
    if (names.length > MOST_HEADERS) problems.push({ path: [], message: `must have at most ${MOST_HEADERS}` })
    if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
      problems.push({ path: [], message: 'must name each header once' })
    }
    for (const problem of problems) context.addIssue({ code: 'custom', ...problem })
  })
  .describe('Sent with each delivery, such as a token for your gateway; what they hold is not shown again')

const given = {
  url: receiverUrl(),
  events: z
    .array(eventName, {
      error: ({ input }) => (input === undefined ? 'is required' : 'must be a list of events'),
    })
    .min(1, { error: 'must name at least one event, or *' })
    .max(WEBHOOK_EVENTS.length + 1),
  allowed_ips: z
    .array(allowedIp, { error: 'must be a list of addresses and CIDR ranges' })
    .max(MAX_ALLOWED_IPS, { error: `must have at most ${MAX_ALLOWED_IPS}` }),
  max_retries: wholeNumber(0, MAX_RETRIES),
  retry_backoff: z.enum(RETRY_BACKOFFS, { error: `must be one of ${RETRY_BACKOFFS.join(', ')}` }),
  timeout: wholeNumber(SHORTEST_TIMEOUT, LONGEST_TIMEOUT).describe('Seconds'),
  enabled: z.boolean({ error: 'must be true or false' }),
}

/** What document 004 takes for a new endpoint; everything but the URL and the events has a default. */
export const createEndpointBody = z.object({
  url: given.url,
  events: given.events,
  secret: secret.nullish().describe('Made, and shown once, unless given'),
  custom_headers: customHeaders.nullish(),
  allowed_ips: given.allowed_ips.nullish(),
  max_retries: given.max_retries.nullish(),
  retry_backoff: given.retry_backoff.nullish(),
  timeout: given.timeout.nullish(),
  enabled: given.enabled.nullish(),
})

/** What can be changed: the same, and what is not named stays. */
export const changeEndpointBody = z.object({
  url: given.url.optional(),
  events: given.events.optional(),
  secret: secret.optional().describe('Signs from now on; the one before it beside it for a day'),
  custom_headers: customHeaders.optional(),
  allowed_ips: given.allowed_ips.optional(),
  max_retries: given.max_retries.optional(),
  retry_backoff: given.retry_backoff.optional(),
  timeout: given.timeout.optional(),
  enabled: given.enabled.optional(),
})

export function toEndpointChange(body: z.output<typeof changeEndpointBody>): EndpointChange {
  return {
    url: body.url,
    events: body.events,
    secret: body.secret,
    customHeaders: body.custom_headers,
    allowedIps: body.allowed_ips,
    maxRetries: body.max_retries,
    retryBackoff: body.retry_backoff,
    timeoutSeconds: body.timeout,
    enabled: body.enabled,
  }
}

export const rotateSecretBody = z.object({
  secret: secret.nullish().describe('Made, and shown once, unless given'),
  overlap: wholeNumber(0, LONGEST_OVERLAP_SECONDS)
    .nullish()
    .describe(`Seconds for which both secrets sign; ${SECRET_OVERLAP_SECONDS} unless given`),
})

export function toCreateEndpointInput(body: z.output<typeof createEndpointBody>): CreateEndpointInput {
  return {
    url: body.url,
    events: body.events,
    secret: body.secret ?? null,
    customHeaders: body.custom_headers ?? {},
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
  /** Each as `***`. */
  custom_headers: z.record(z.string(), z.string()),
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
  /** Null while it is enabled. */
  disabled_reason: z.enum(DISABLED_REASONS).nullable(),
  disabled_at: time.nullable(),
  /** Since when every try failed; null while it answers. */
  failing_since: time.nullable(),
  /** Until then the secret before this one signs too; null when it does not. */
  previous_secret_expires_at: time.nullable(),
})

export const deletedEndpoint = z.strictObject({
  id: z.string(),
  status: z.literal('deleted'),
  deleted_at: time,
})

/** What the receiver said to a test. */
export const endpointTest = z.strictObject({
  /** What it saw as `webhook-id`. */
  test_id: z.string(),
  status: z.enum(['delivered', 'failed']),
  response_code: z.int().nullable(),
  response_time_ms: z.int(),
  delivered_at: time.nullable(),
  /** Why it failed, in words; null when it was taken. */
  error: z.string().nullable(),
})

export const endpointList = z.strictObject({ webhook_endpoints: z.array(listedEndpoint), pagination })

export const deliveriesQuery = z.object({
  ...pageQuery,
  status: z.enum(DELIVERY_STATUSES, { error: `must be one of ${DELIVERY_STATUSES.join(', ')}` }).optional(),
  event_type: z.enum(WEBHOOK_EVENTS, { error: 'is no event that can be told' }).optional(),
  invoice_id: idParam.optional(),
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
