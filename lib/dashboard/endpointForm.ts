import { z } from 'zod'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import type { WebhookDialect } from '@/db/schema'
import { CHECKOUT_EVENTS } from '@/lib/domain/checkoutEvents'
import { SESSION_EVENTS } from '@/lib/domain/session'
import { idParam, receiverUrl } from '@/lib/http/fields'
import type { EndpointChange } from '@/lib/services/webhooks/changeEndpoint'
import type { CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { ALL_EVENTS, WEBHOOK_EVENTS } from '@/lib/services/webhooks/eventNames'
import { parseCidr } from '@/lib/webhooks/addresses'
import { headerLines, readHeaderLines } from './headerLines'

/** What most shops want to be told, in whose words; each event can be named afterwards. */
export const EVENT_CHOICES: readonly {
  value: 'all' | 'paid' | 'money' | 'sessions' | 'sessions_end'
  label: string
  dialect: WebhookDialect
  events: readonly string[]
}[] = [
  { value: 'all', label: 'Invoices: everything', dialect: 'invoices', events: [ALL_EVENTS] },
  {
    value: 'paid',
    label: 'Invoices: how they end',
    dialect: 'invoices',
    events: ['invoice.paid', 'invoice.expired', 'invoice.cancelled', 'invoice.refunded'],
  },
  {
    value: 'money',
    label: 'Invoices: payments and settlements',
    dialect: 'invoices',
    events: [
      'payment.detected',
      'payment.confirmed',
      'payment.failed',
      'invoice.paid',
      'settlement.completed',
    ],
  },
  { value: 'sessions', label: 'Checkout sessions: everything', dialect: 'sessions', events: [ALL_EVENTS] },
  {
    value: 'sessions_end',
    label: 'Checkout sessions: how they end',
    dialect: 'sessions',
    events: ['session.paid', 'session.paid_late', 'session.overpaid', 'session.expired', 'session.failed'],
  },
]

/** What an endpoint of each document can be told of. */
export const EVENTS_OF: Readonly<Record<WebhookDialect, readonly string[]>> = {
  invoices: WEBHOOK_EVENTS,
  sessions: SESSION_EVENTS,
  checkout: CHECKOUT_EVENTS,
}

const url = z
  .string()
  .trim()
  .refine((text) => receiverUrl().safeParse(text).success, {
    error: 'Enter the whole public address, such as https://shop.example/webhooks.',
  })

export const newEndpointForm = z.object({ url, choice: z.enum(EVENT_CHOICES.map(({ value }) => value)) })

export function toEndpointInput(form: z.output<typeof newEndpointForm>): CreateEndpointInput {
  const choice = EVENT_CHOICES.find(({ value }) => value === form.choice)
  return {
    dialect: choice?.dialect ?? 'invoices',
    url: form.url,
    events: choice?.events ?? [ALL_EVENTS],
    secret: null,
    allowedIps: [],
    ...ENDPOINT_DEFAULTS,
    enabled: true,
  }
}

const MOST_IPS = 50
const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)
const whole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, { error: `Enter a whole number from ${min} to ${max}.` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `Enter a whole number from ${min} to ${max}.` })

/** What can be edited of an endpoint; what its document has no say about is left out of the form and stays. */
export const endpointForm = z.object({
  id: idParam,
  url,
  everything: z.literal('yes').optional(),
  events: z.string().transform(words),
  headers: z.string().transform((text, context) => {
    const { headers, problem } = readHeaderLines(text)
    if (headers) return headers
    context.issues.push({ code: 'custom', input: text, message: problem })
    return z.NEVER
  }),
  ips: z
    .string()
    .transform(words)
    .refine((ips) => ips.length <= MOST_IPS, { error: `There can be at most ${MOST_IPS}.` })
    .refine((ips) => ips.every((ip) => parseCidr(ip) !== null), {
      error: 'Enter addresses or ranges such as 203.0.113.7 or 10.0.0.0/8, one a line.',
    })
    .optional(),
  retries: whole(0, 10).optional(),
  backoff: z.enum(['exponential', 'linear']).optional(),
  timeout: whole(5, 60).optional(),
})

/** The edit in the service's terms; a text instead where no event is named that its document knows. */
export function toEndpointEdit(
  form: z.output<typeof endpointForm>,
  dialect: WebhookDialect,
): EndpointChange | { problem: string } {
  const events = form.everything
    ? [ALL_EVENTS]
    : form.events.filter((one) => EVENTS_OF[dialect].includes(one))
  if (events.length === 0) return { problem: 'Choose at least one event, or everything.' }
  const { url: address, headers, ips, retries, backoff, timeout } = form
  return {
    url: address,
    events,
    customHeaders: headers,
    allowedIps: ips,
    maxRetries: retries,
    retryBackoff: backoff,
    timeoutSeconds: timeout,
  }
}

/** How long the secret before signs beside a new one. */
export const OVERLAPS = [
  { value: '86400', label: 'for a day more' },
  { value: '604800', label: 'for a week more' },
  { value: '0', label: 'no longer: it has leaked' },
] as const

export const secretForm = z.object({
  id: idParam,
  overlap: z.enum(OVERLAPS.map(({ value }) => value)).transform(Number),
})

/** What the form begins with. */
export function endpointValues(endpoint: EndpointRow) {
  return {
    url: endpoint.url,
    everything: endpoint.events.includes(ALL_EVENTS),
    events: endpoint.events,
    headers: headerLines(endpoint.customHeaderNames),
    ips: endpoint.allowedIps.join('\n'),
    retries: `${endpoint.maxRetries}`,
    backoff: endpoint.retryBackoff,
    timeout: `${endpoint.timeoutSeconds}`,
  }
}
