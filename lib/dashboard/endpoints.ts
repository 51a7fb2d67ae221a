import { z } from 'zod'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import { receiverUrl } from '@/lib/http/fields'
import type { CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { ALL_EVENTS } from '@/lib/services/webhooks/eventNames'
import type { EndpointView } from '@/lib/services/webhooks/getEndpoint'
import type { BadgeText } from './badges'

/** What most shops want to be told; the API can name each event. */
export const EVENT_CHOICES: readonly {
  value: 'all' | 'paid' | 'money'
  label: string
  events: readonly string[]
}[] = [
  { value: 'all', label: 'Everything that happens', events: [ALL_EVENTS] },
  {
    value: 'paid',
    label: 'How invoices end',
    events: ['invoice.paid', 'invoice.expired', 'invoice.cancelled', 'invoice.refunded'],
  },
  {
    value: 'money',
    label: 'Payments and settlements',
    events: [
      'payment.detected',
      'payment.confirmed',
      'payment.failed',
      'invoice.paid',
      'settlement.completed',
    ],
  },
]

export const newEndpointForm = z.object({
  url: z
    .string()
    .trim()
    .refine((url) => receiverUrl().safeParse(url).success, {
      error: 'Enter the whole public address, such as https://shop.example/webhooks.',
    }),
  choice: z.enum(EVENT_CHOICES.map(({ value }) => value)),
})

export function toEndpointInput(form: z.output<typeof newEndpointForm>): CreateEndpointInput {
  return {
    url: form.url,
    events: EVENT_CHOICES.find(({ value }) => value === form.choice)?.events ?? [ALL_EVENTS],
    secret: null,
    allowedIps: [],
    ...ENDPOINT_DEFAULTS,
    enabled: true,
  }
}

/** What an endpoint of each document is told of. */
const FORMS: Record<EndpointRow['dialect'], string> = {
  invoices: 'Invoices',
  sessions: 'Checkout sessions',
}

const DISABLED_BADGES: Record<NonNullable<EndpointRow['disabledReason']>, BadgeText> = {
  requested: { label: 'Switched off', tone: 'plain' },
  failing: { label: 'Disabled', tone: 'bad' },
  gone: { label: 'Said it is gone', tone: 'bad' },
}

export type EndpointLine = {
  id: string
  url: string
  events: string
  /** In whose words it is told. */
  form: string
  badge: BadgeText
  secret: string
  rate: string
  lastDeliveryAt: Date | null
  enabled: boolean
}

export function endpointLine({ endpoint, lastDeliveryAt, successRate }: EndpointView): EndpointLine {
  return {
    id: endpoint.id,
    url: endpoint.url,
    events: endpoint.events.includes(ALL_EVENTS) ? 'Everything' : endpoint.events.join(', '),
    form: FORMS[endpoint.dialect],
    badge: endpoint.enabled
      ? { label: 'Active', tone: 'good' }
      : DISABLED_BADGES[endpoint.disabledReason ?? 'requested'],
    secret: endpoint.secretHint,
    rate: successRate === null ? 'Nothing sent yet' : `${successRate / 10} % taken`,
    lastDeliveryAt,
    enabled: endpoint.enabled,
  }
}
