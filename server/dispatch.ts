import type { IncomingMessage, ServerResponse } from 'node:http'
import { methodRefusal, type Dialect } from '@/lib/http/dialect'
import { invoicesApi } from '@/lib/http/invoices/api'
import { allowedMethods } from '@/lib/http/otherMethods'
import { discard, lengthOf, type Reply } from '@/lib/http/reply'
import { METHODS, type Method } from '@/lib/http/spec'
import type { App } from '@/lib/server/app'
import { sendParts } from './sendParts'
import { sendStream } from './sendStream'
import { countAnswer } from './countAnswer'
import { clientAddress, nodeRequest } from './nodeRequest'
import type { Match } from './router'

/** Answers a request of the API without Next in between, HEAD included. */
export async function dispatch(
  app: App,
  { path, answers, params }: Match,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET'
  const asked = method === 'HEAD' ? 'GET' : method
  const route = answers[asked as Method] ?? methodRefusal(dialectOf(answers), method, allowedOf(answers))
  const runtime = { app, address: clientAddress(request, app.env.trustedProxies), onBroken: 'log' as const }
  const started = performance.now()
  const reply = await route.answer(nodeRequest(request, asked), params, runtime)
  countAnswer(app.metrics, { method, route: path, status: reply.status, started })
  send(reply, response, method !== 'HEAD')
}

function send(reply: Reply, response: ServerResponse, withBody: boolean): void {
  if (response.destroyed) return discard(reply)
  if (reply.stream && withBody) return sendStream(reply.status, reply.headers, reply.stream, response)
  if (reply.parts && withBody) return sendParts(reply.status, reply.headers, reply.parts, response)
  discard(reply)
  const { status, headers, body } = reply
  const isEmpty = status === 204 || status === 304
  response.writeHead(status, isEmpty ? headers : { ...headers, 'content-length': lengthOf(body) })
  response.end(withBody && !isEmpty ? (body ?? '') : undefined)
}

/** A path's own document, also for a method that no document knows. */
function dialectOf(answers: Match['answers']): Dialect {
  return Object.values(answers)[0]?.dialect ?? invoicesApi.dialect
}

function allowedOf(answers: Match['answers']): string[] {
  return allowedMethods(METHODS.filter((method) => answers[method] && !answers[method].spec.isRefusal))
}
