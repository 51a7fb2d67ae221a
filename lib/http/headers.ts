import { crossOriginHeaders } from './crossOrigin'
import type { Reply } from './reply'

/** An answer of the API is for its caller alone, and never a page. */
export const SECURITY = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** HTTPS alone from now on, where the instance is reached by it: of pages too. */
export function transportHeaders(publicUrl: string): Record<string, string> {
  if (!publicUrl.startsWith('https:')) return {}
  return { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
}

/** Headers that every answer has; a route's own ones win. */
export function withHeaders(
  reply: Reply,
  { requestId, traceparent, url }: { requestId: string; traceparent: string; url: string },
  publicUrl: string,
): Reply {
  return {
    ...reply,
    headers: {
      ...SECURITY,
      ...transportHeaders(publicUrl),
      ...crossOriginHeaders(url),
      'x-request-id': requestId,
      traceparent,
      ...reply.headers,
    },
  }
}
