import { z } from 'zod'
import { TEST_EVENT, type EndpointTest, type TestMessage } from '@/lib/services/webhooks/testEndpoint'
import { writeJson, type Wire } from '../json'
import { timestamp } from '../time'
import type { endpointTest } from './webhookSchemas'

/** What a test event says: the envelope of every webhook, and nothing that anyone could act on. */
export const webhookTestMessage = z.strictObject({
  id: z.string(),
  type: z.literal(TEST_EVENT),
  created: z.iso.datetime(),
  livemode: z.boolean(),
  data: z.strictObject({ webhook_endpoint: z.strictObject({ id: z.string() }) }),
})

export function webhookTestBody({ id, endpointId, mode, createdAt }: TestMessage): string {
  const message: z.output<typeof webhookTestMessage> = {
    id,
    type: TEST_EVENT,
    created: timestamp(createdAt),
    livemode: mode === 'live',
    data: { webhook_endpoint: { id: endpointId } },
  }
  return writeJson(message)
}

export function presentEndpointTest({
  id,
  outcome,
  endedAt,
}: EndpointTest): Wire<z.output<typeof endpointTest>> {
  const taken = outcome.error === null
  return {
    test_id: id,
    status: taken ? 'delivered' : 'failed',
    response_code: outcome.status,
    response_time_ms: outcome.durationMs,
    delivered_at: taken ? timestamp(endedAt) : null,
    error: outcome.error,
  }
}
