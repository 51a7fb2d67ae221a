import type { IncomingMessage } from 'node:http'
import type { ApiRequest } from '@/lib/http/request'

/** Node's request as the pipeline reads it: nothing is copied or built before it is asked for. */
export function nodeRequest(request: IncomingMessage, method: string): ApiRequest {
  return {
    method,
    url: request.url ?? '/',
    headers: {
      get(name) {
        const value = request.headers[name]
        return Array.isArray(value) ? value.join(', ') : (value ?? null)
      },
    },
    // Leaving early must not destroy the socket that the answer goes out on.
    body: request.iterator({ destroyOnReturn: false }),
  }
}

/** The socket's address; who stands behind a proxy is not known to it. */
export function clientAddress(request: IncomingMessage): string | null {
  return request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? null
}
