import type { IncomingMessage } from 'node:http'
import type { ApiRequest } from '@/lib/http/request'
import { behindProxies } from '@/lib/server/client'

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

/** The socket's address, or the one that the trusted proxies in front have seen. */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string | null {
  const forwardedFor = request.headers['x-forwarded-for']
  const told = Array.isArray(forwardedFor) ? forwardedFor.join(',') : (forwardedFor ?? null)
  return behindProxies(told, request.socket.remoteAddress ?? null, trustedProxies)
}
