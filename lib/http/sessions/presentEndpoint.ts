import type { z } from 'zod'
import type { ListedDelivery } from '@/db/queries/webhookDeliveries'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import type { SecretBox } from '@/lib/services/context'
import type { EndpointTest } from '@/lib/services/webhooks/testEndpoint'
import { secretPrefix } from '@/lib/webhooks/secrets'
import { timestamp, timestampOrNull } from '../time'
import {
  shownStatus,
  type createdEndpoint,
  type deliveryAnswer,
  type endpointAnswer,
  type endpointTest,
} from './webhookSchemas'

type Shown = z.output<typeof endpointAnswer>

export function presentEndpoint(endpoint: EndpointRow, secrets: SecretBox): Shown {
  return {
    id: endpoint.id,
    object: 'webhook_endpoint',
    url: endpoint.url,
    events: endpoint.events as Shown['events'],
    active: endpoint.enabled,
    disabledReason: endpoint.disabledReason,
    secretPrefix: secretPrefix(openSecret(endpoint, secrets)),
    createdAt: timestamp(endpoint.createdAt),
  }
}

/** The secret is shown in plain, this once. */
export function presentCreatedEndpoint(
  endpoint: EndpointRow,
  secrets: SecretBox,
): z.output<typeof createdEndpoint> {
  return { ...presentEndpoint(endpoint, secrets), secret: openSecret(endpoint, secrets) }
}

function openSecret(endpoint: EndpointRow, secrets: SecretBox): string {
  return secrets.open(endpoint.secret, 'webhook_endpoints.secret', endpoint.id)
}

export function presentDelivery(delivery: ListedDelivery): z.output<typeof deliveryAnswer> {
  return {
    id: delivery.id,
    object: 'webhook_delivery',
    endpointId: delivery.receiver,
    eventId: delivery.eventId,
    eventType: delivery.eventType as z.output<typeof deliveryAnswer>['eventType'],
    status: shownStatus(delivery.status),
    attempts: delivery.attempts,
    responseCode: delivery.responseCode,
    nextAttemptAt: delivery.status === 'pending' ? timestamp(delivery.nextAttemptAt) : null,
    deliveredAt: timestampOrNull(delivery.deliveredAt),
    createdAt: timestamp(delivery.createdAt),
  }
}

export function presentEndpointTest({ id, outcome }: EndpointTest): z.output<typeof endpointTest> {
  return {
    eventId: id,
    status: outcome.error === null ? 'delivered' : 'failed',
    responseCode: outcome.status,
    responseTimeMs: outcome.durationMs,
    error: outcome.error,
  }
}
