import type { RouteSpec } from '@/lib/http/spec'

type Json = Record<string, unknown>

const whole: Json = { type: 'string', pattern: '^[0-9]+$' }

/** The headers of answers that a program may rely on, by name: `components.headers` of the description. */
export const RESPONSE_HEADERS: Readonly<Record<string, Json>> = {
  'X-Request-Id': header('Finds the request in the log', { type: 'string', pattern: '^req_[0-9a-z]{26}$' }),
  traceparent: header('The W3C trace that the request belongs to', {
    type: 'string',
    pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
  }),
  'X-RateLimit-Limit': header('Requests that the window has room for', whole),
  'X-RateLimit-Remaining': header('Requests that it still has room for', whole),
  'X-RateLimit-Reset': header('When all of it is free again, in seconds since 1970', whole),
  'X-RateLimit-Window': header('The length of the window in seconds', whole),
  'X-RateLimit-Policy': header('How the window moves', { type: 'string', const: 'sliding-window' }),
  'X-RateLimit-Tier': header('Which limit is the nearest', { type: 'string' }),
  'Retry-After': header('Seconds after which the same request gets through', whole),
  ETag: header('Names this answer for If-None-Match', { type: 'string' }),
  'Idempotent-Replayed': {
    description: 'There when the answer is the one that the Idempotency-Key got before',
    schema: { type: 'string', const: 'true' },
  },
}

const LIMITS = Object.keys(RESPONSE_HEADERS).filter((name) => name.startsWith('X-RateLimit-'))

/**
 * What of them an answer with this status has. Of refusals only a 429's are described: the others have the same ones as far as the
 * limits were reached, and naming them each time would make half of the document.
 */
export function headersOf({ access, limit, cache, idempotent }: RouteSpec, status: number): Json {
  const isCounted = limit !== 'none' && access.kind !== 'operator'
  const names = [
    'X-Request-Id',
    'traceparent',
    ...(isCounted ? LIMITS : []),
    ...(status === 429 ? ['Retry-After'] : []),
    ...(cache && status < 400 ? ['ETag'] : []),
    ...(idempotent && status < 400 ? ['Idempotent-Replayed'] : []),
  ]
  if (status >= 400 && status !== 429) return {}
  return {
    headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
  }
}

function header(description: string, schema: Json): Json {
  return { description, required: true, schema }
}
