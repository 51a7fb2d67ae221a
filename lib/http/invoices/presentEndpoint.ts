import type { z } from 'zod'
import type { ListedDelivery } from '@/db/queries/webhookDeliveries'
import type { EndpointRow } from '@/db/queries/webhookEndpoints'
import { formatUnits } from '@/lib/domain/money'
import type { EndpointView } from '@/lib/services/webhooks/getEndpoint'
import { decimal, type Wire } from '../json'
import { timestamp, timestampOrNull } from '../time'
import {
  DELIVERY_STATUSES,
  type createdEndpoint,
  type listedDelivery,
  type listedEndpoint,
} from './webhookSchemas'

type Created = Wire<z.output<typeof createdEndpoint>>

/** `madeSecret` is shown in plain, this once, where the merchant gave none. */
export function presentCreatedEndpoint(endpoint: EndpointRow, madeSecret: string | null): Created {
  return { ...presentFields(endpoint), secret: madeSecret ?? endpoint.secretHint }
}

export function presentEndpoint({
  endpoint,
  lastDeliveryAt,
  successRate,
  failingSince,
}: EndpointView): Wire<z.output<typeof listedEndpoint>> {
  return {
    ...presentFields(endpoint),
    last_delivery_at: timestampOrNull(lastDeliveryAt),
    success_rate: successRate === null ? null : decimal(formatUnits(BigInt(successRate), 1, 1)),
    disabled_reason: endpoint.disabledReason,
    disabled_at: timestampOrNull(endpoint.disabledAt),
    failing_since: timestampOrNull(failingSince),
    previous_secret_expires_at: timestampOrNull(endpoint.previousSecretUntil),
  }
}

export function presentDelivery(delivery: ListedDelivery): Wire<z.output<typeof listedDelivery>> {
  return {
    id: delivery.id,
    event_id: delivery.eventId,
    event_type: delivery.eventType as z.output<typeof listedDelivery>['event_type'],
    invoice_id: delivery.invoiceId,
    status: DELIVERY_STATUSES.find((status) => status === delivery.status) ?? 'dropped',
    attempts: delivery.attempts,
    response_code: delivery.responseCode,
    next_attempt_at: delivery.status === 'pending' ? timestamp(delivery.nextAttemptAt) : null,
    delivered_at: timestampOrNull(delivery.deliveredAt),
    created_at: timestamp(delivery.createdAt),
  }
}

function presentFields(endpoint: EndpointRow): Created {
  return {
    id: endpoint.id,
    url: endpoint.url,
    events: endpoint.events as Created['events'],
    secret: endpoint.secretHint,
    status: endpoint.enabled ? 'active' : endpoint.disabledReason === 'gone' ? 'gone' : 'disabled',
    custom_headers: Object.fromEntries(endpoint.customHeaderNames.map((name) => [name, '***'])),
    allowed_ips: endpoint.allowedIps,
    max_retries: endpoint.maxRetries,
    retry_backoff: endpoint.retryBackoff,
    timeout: endpoint.timeoutSeconds,
    enabled: endpoint.enabled,
    created_at: timestamp(endpoint.createdAt),
  }
}
