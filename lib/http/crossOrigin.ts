import { pathAndQuery } from './request'

/** The only parts that pages of other origins may call: what needs no key. */
const OPEN = ['/api/v1/public/', '/api/checkout/pay/']
/** Browsers ask again after this, some of them sooner. */
const PREFLIGHT_SECONDS = 86_400

/** What a page may read of an answer besides its body. */
const EXPOSED = [
  'ETag',
  'Retry-After',
  'Traceparent',
  'X-RateLimit-Limit',
  'X-RateLimit-Policy',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-RateLimit-Tier',
  'X-RateLimit-Window',
  'X-Request-Id',
].join(', ')

/** What a page may send: nothing that says who it is. */
const ACCEPTED = 'Content-Type, If-None-Match, Last-Event-ID, Traceparent, Tracestate'

/** Whether pages of any origin may read what is answered at this address. */
export function isOpenToPages(url: string): boolean {
  const { path } = pathAndQuery(url)
  return OPEN.some((part) => path.startsWith(part))
}

/**
 * CORS headers of every answer at this address, refusals included; none outside the public part. Any origin, never with
 * credentials, so that the answer is the same for all and caches need no Vary.
 */
export function crossOriginHeaders(url: string): Record<string, string> {
  if (!isOpenToPages(url)) return { 'cross-origin-resource-policy': 'same-origin' }
  return {
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': EXPOSED,
  }
}

/** What OPTIONS answers besides, in the public part. */
export function preflightHeaders(methods: readonly string[]): Record<string, string> {
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': ACCEPTED,
    'access-control-max-age': `${PREFLIGHT_SECONDS}`,
  }
}
