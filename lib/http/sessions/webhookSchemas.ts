import { z } from 'zod'
import { DELIVERY_STATUSES, DISABLED_REASONS } from '@/db/schema'
import { SESSION_EVENTS } from '@/lib/domain/session'
import type { CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import type { EndpointChange } from '@/lib/services/webhooks/changeEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { ALL_EVENTS } from '@/lib/services/webhooks/eventNames'
import { LONGEST_OVERLAP_SECONDS, SECRET_OVERLAP_SECONDS } from '@/lib/services/webhooks/rotateSecret'
import { receiverUrl, wholeNumber } from '../fields'
import { listOf, pageQuery } from './page'

/** Document 002: six tries in all. */
const MAX_RETRIES = 5

type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** What becomes of a delivery, in document 002's words: what its endpoint has to be switched on for is `paused`. */
const STATUS_NAMES = {
  pending: 'pending',
  delivered: 'delivered',
  parked: 'paused',
  abandoned: 'abandoned',
  dropped: 'abandoned',
} as const satisfies Record<DeliveryStatus, string>
const SHOWN_STATUSES = ['pending', 'delivered', 'paused', 'abandoned'] as const
type ShownStatus = (typeof SHOWN_STATUSES)[number]

const eventName = z.enum([ALL_EVENTS, ...SESSION_EVENTS], { error: 'is no event that can be told' })
const time = z.iso.datetime()

const given = {
  url: receiverUrl(),
  events: z
    .array(eventName, { error: 'must be a list of events' })
    .max(SESSION_EVENTS.length + 1, { error: 'names an event more than once' }),
  active: z.boolean({ error: 'must be true or false' }),
}

/** A new endpoint. What else it names is ignored. */
export const createEndpointBody = z.object({
  url: given.url,
  events: given.events
    .nullish()
    .meta({ default: [ALL_EVENTS] })
    .describe('Which events; * or none named for all of them'),
  active: given.active.nullish().meta({ default: true }),
})

/** What is not named stays as it is. */
export const changeEndpointBody = z.object({
  url: given.url.optional(),
  events: given.events.optional(),
  active: given.active.optional(),
})

/** How long the secret before signs too; the new one is always made here. */
export const rotateSecretBody = z.object({
  overlap: wholeNumber(0, LONGEST_OVERLAP_SECONDS)
    .nullish()
    .meta({ default: SECRET_OVERLAP_SECONDS })
    .describe('Seconds for which both secrets sign'),
})

const endpointFields = {
  id: z.string(),
  object: z.literal('webhook_endpoint'),
  url: z.string(),
  events: z.array(eventName),
  active: z.boolean(),
  /** Null while it is active. */
  disabledReason: z.enum(DISABLED_REASONS).nullable(),
  secretPrefix: z.string(),
  createdAt: time,
}

export const endpointAnswer = z.strictObject(endpointFields)
/** With the whole secret, this once. */
export const createdEndpoint = z.strictObject({ ...endpointFields, secret: z.string() })
export const endpointList = listOf(endpointAnswer)

/** What the receiver said to a test. */
export const endpointTest = z.strictObject({
  eventId: z.string(),
  status: z.enum(['delivered', 'failed']),
  responseCode: z.int().nullable(),
  responseTimeMs: z.int(),
  /** Why it failed, in words; null when it was taken. */
  error: z.string().nullable(),
})

export const deliveryAnswer = z.strictObject({
  id: z.string(),
  object: z.literal('webhook_delivery'),
  endpointId: z.string(),
  eventId: z.string(),
  eventType: z.enum(SESSION_EVENTS),
  status: z.enum(SHOWN_STATUSES),
  attempts: z.int(),
  /** Of the last try; null where there was no answer. */
  responseCode: z.int().nullable(),
  nextAttemptAt: time.nullable(),
  deliveredAt: time.nullable(),
  createdAt: time,
})

export const deliveryList = listOf(deliveryAnswer)

export const deliveriesQuery = z.object({
  ...pageQuery,
  status: z.enum(SHOWN_STATUSES, { error: `must be one of ${SHOWN_STATUSES.join(', ')}` }).optional(),
})

export function shownStatus(status: DeliveryStatus): ShownStatus {
  return STATUS_NAMES[status]
}

/** The status that a filter names. What was dropped has no endpoint any more whose list it could be in. */
export function toStatus(shown: ShownStatus): DeliveryStatus {
  return (
    DELIVERY_STATUSES.find((status) => STATUS_NAMES[status] === shown && status !== 'dropped') ?? 'pending'
  )
}

export function toCreateEndpointInput(body: z.output<typeof createEndpointBody>): CreateEndpointInput {
  return {
    dialect: 'sessions',
    url: body.url,
    events: named(body.events ?? []),
    secret: null,
    allowedIps: [],
    maxRetries: MAX_RETRIES,
    retryBackoff: ENDPOINT_DEFAULTS.retryBackoff,
    timeoutSeconds: ENDPOINT_DEFAULTS.timeoutSeconds,
    enabled: body.active ?? true,
  }
}

export function toEndpointChange(body: z.output<typeof changeEndpointBody>): EndpointChange {
  return { url: body.url, events: body.events && named(body.events), enabled: body.active }
}

/** Naming none asks for all: an endpoint that is told nothing would be a trap, and there is `active` for that. */
function named(events: readonly string[]): readonly string[] {
  return events.length === 0 || events.includes(ALL_EVENTS) ? [ALL_EVENTS] : events
}
