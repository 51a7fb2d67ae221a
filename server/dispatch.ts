import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusal } from '@/lib/http/dialect'
import { invoicesApi } from '@/lib/http/invoices/api'
import { discard, type Reply } from '@/lib/http/reply'
import { RequestError } from '@/lib/http/requestError'
import type { Method } from '@/lib/http/spec'
import type { App } from '@/lib/server/app'
import { sendStream } from './sendStream'
import { clientAddress, nodeRequest } from './nodeRequest'
import type { Match } from './router'

/** Answers a request of the API without Next in between, HEAD and OPTIONS included. */
export async function dispatch(
  app: App,
  { methods, params }: Match,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET'
  const asked = method === 'HEAD' ? 'GET' : method
  const allowed = allowedMethods(Object.keys(methods))
  if (method === 'OPTIONS')
    return send({ status: 204, headers: { allow: allowed }, body: null }, response, true)

  const route = methods[asked as Method] ?? methodNotAllowed(method, allowed)
  const runtime = { app, address: clientAddress(request, app.env.trustedProxies), onBroken: 'log' as const }
  const reply = await route.answer(nodeRequest(request, asked), params, runtime)
  send(reply, response, method !== 'HEAD')
}

function send(reply: Reply, response: ServerResponse, withBody: boolean): void {
  if (response.destroyed) return discard(reply)
  if (reply.stream && withBody) return sendStream(reply.status, reply.headers, reply.stream, response)
  discard(reply)
  const body = reply.body ?? ''
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  const headers = reply.status === 204 ? reply.headers : { ...reply.headers, 'content-length': length }
  response.writeHead(reply.status, headers)
  response.end(withBody ? body : undefined)
}

function allowedMethods(own: readonly string[]): string {
  return [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}

function methodNotAllowed(method: string, allow: string) {
  return refusal(
    invoicesApi.dialect,
    () => new RequestError('METHOD_NOT_ALLOWED', `${method} is not answered here`, {}, { allow }),
  )
}
