import { NextRequest } from 'next/server'
import { SECURITY, transportHeaders } from '@/lib/http/headers'
import { mustBeSameOrigin } from '@/lib/http/sameOrigin'

/** Of an e-mail address, a password and a token far more than enough; next-auth would read a body without end. */
const MOST_BYTES = 16 * 1024

/** The request as next-auth may have it, or the answer of who is refused before: another site's page, a body that is too large. */
export async function guarded(
  request: NextRequest,
  action: string | undefined,
  publicUrl: string,
): Promise<NextRequest | Response> {
  // next-auth's browser code, which no page of ours loads, would write into the log what anybody sends.
  if (action === '_log') return new Response('Not found\n', { status: 404 })
  try {
    mustBeSameOrigin(request, publicUrl)
  } catch {
    return new Response('This was sent from another site.\n', { status: 403 })
  }
  if (request.body === null) return request
  const body = await bounded(request.body)
  if (body === null) return new Response('Too large\n', { status: 413 })
  const { url, method, headers } = request
  return new NextRequest(url, { method, headers, body })
}

/** The answer with the headers of every other one of ours. */
export function withSecurity(answer: Response, publicUrl: string): Response {
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries({ ...SECURITY, ...transportHeaders(publicUrl) })) {
    headers.set(name, value)
  }
  headers.set('cross-origin-resource-policy', 'same-origin')
  const { status, body } = answer
  return new Response(body, { status, headers })
}

/** Null for more than is taken: what comes then is not read. */
async function bounded(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(Buffer.concat(chunks))
    length += value.byteLength
    if (length > MOST_BYTES) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
}
