import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import { ALL_EVENTS } from '@/lib/services/webhooks/eventNames'
import type { EndpointView } from '@/lib/services/webhooks/getEndpoint'
import type { EndpointTest } from '@/lib/services/webhooks/testEndpoint'
import type { BadgeText } from './badges'

/** What an endpoint of each document is told of. */
const FORMS: Record<EndpointRow['dialect'], string> = {
  invoices: 'Invoices',
  sessions: 'Checkout sessions',
  checkout: 'Checkout API',
}

const DISABLED_BADGES: Record<NonNullable<EndpointRow['disabledReason']>, BadgeText> = {
  requested: { label: 'Switched off', tone: 'plain' },
  failing: { label: 'Disabled', tone: 'bad' },
  gone: { label: 'Said it is gone', tone: 'bad' },
}

export type EndpointLine = {
  id: string
  href: string
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
    href: `/dashboard/webhooks/endpoints/${endpoint.id}`,
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

/** Why an endpoint is told nothing, and what follows; null while it is told. */
export function silenceOf({ enabled, disabledReason }: EndpointRow): string | null {
  if (enabled) return null
  switch (disabledReason) {
    case 'failing':
      return 'Every try failed for a week, so that it was switched off. Mend your server, send a test, and enable it again.'
    case 'gone':
      return 'Your server answered 410: nobody is there any more. Enable it again if that was a mistake.'
    default:
      return 'It is switched off and told nothing. What waited for it is sent once it is on again.'
  }
}

/** What a receiver made of a test, in a sentence. */
export function testText({ outcome }: EndpointTest): { tone: 'good' | 'bad'; text: string } {
  const took = `${outcome.durationMs.toLocaleString('en-US')} ms`
  if (outcome.error === null) {
    return { tone: 'good', text: `Your server took it: it answered ${outcome.status} within ${took}.` }
  }
  const why = outcome.error.charAt(0).toUpperCase() + outcome.error.slice(1)
  return { tone: 'bad', text: `Your server did not take it. ${why}, after ${took}.` }
}
