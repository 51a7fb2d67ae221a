import { crossOriginHeaders } from './crossOrigin'
import type { Reply } from './reply'

/** An answer of the API is for its caller alone, and never a page. */
const SECURITY = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Headers that every answer has; a route's own ones win. */
export function withHeaders(
  reply: Reply,
  { requestId, traceparent, url }: { requestId: string; traceparent: string; url: string },
  publicUrl: string,
): Reply {
  const transport: Record<string, string> = publicUrl.startsWith('https:')
    ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : {}
  return {
    ...reply,
    headers: {
      ...SECURITY,
      ...transport,
      ...crossOriginHeaders(url),
      'x-request-id': requestId,
      traceparent,
      ...reply.headers,
    },
  }
}
