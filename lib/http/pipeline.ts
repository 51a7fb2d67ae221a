import { DomainError, isDomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { isTracing, step } from '@/lib/tracing/step'
import type { App } from '@/lib/server/app'
import type { Actor, ServiceContext } from '@/lib/services/context'
import { authenticate, authenticateOperator, requireScope } from './authenticate'
import { bodyHash } from './canonicalJson'
import { withCaching } from './caching'
import { checkResponse, type OnBrokenContract } from './checkResponse'
import { describeError } from '@/lib/describeError'
import { countRequest } from './limit'
import type { Dialect } from './dialect'
import { withHeaders } from './headers'
import { idempotencyKey, once, onceOutside } from './idempotency'
import { isOutage } from './outage'
import { readQuery } from './query'
import { readJsonBody } from './readBody'
import { jsonReply, type Reply } from './reply'
import { streamReply } from './sse'
import { canonicalPath, pathAndQuery, templateOf, type ApiRequest } from './request'
import { isRequestError, RequestError, type RequestErrorCode } from './requestError'
import type { Produced, RequestFacts, RouteSpec } from './spec'
import { traceOf, type Trace } from './trace'
import { validate } from './validate'

/** What a request runs in. */
export type Runtime = {
  app: App
  /** The client's address, where the server knows it. */
  address: string | null
  onBroken: OnBrokenContract
}

const MAX_USER_AGENT = 512
/** With these nobody is known whom the request could count for. */
const UNKNOWN: ReadonlySet<RequestErrorCode> = new Set(['UNAUTHENTICATED', 'CROSS_ORIGIN_REFUSED'])

/** The way of every request: from its headers to a plain reply. Never throws. */
export function answer(
  dialect: Dialect,
  spec: RouteSpec,
  request: ApiRequest,
  params: Record<string, string>,
  runtime: Runtime,
): Promise<Reply> {
  const trace = traceOf(request.headers.get('traceparent'), isTracing())
  const route = templateOf(request.url, params)
  const name = spec.isAnyPath ? request.method : `${request.method} ${route}`
  return step({ name, kind: 'server', place: trace }, async (note) => {
    const reply = await answerWithin(trace, route, dialect, spec, request, params, runtime)
    note({ 'http.request.method': request.method, 'http.response.status_code': reply.status })
    if (!spec.isAnyPath) note({ 'http.route': route })
    return reply
  })
}

async function answerWithin(
  trace: Trace,
  route: string,
  dialect: Dialect,
  spec: RouteSpec,
  request: ApiRequest,
  params: Record<string, string>,
  runtime: Runtime,
): Promise<Reply> {
  const { app } = runtime
  const started = performance.now()
  const now = app.clock.now()
  const facts: RequestFacts = {
    // A name from outside would let a caller write into our log; a trace's can be nothing but digits.
    requestId: newId('req', now),
    traceId: trace.traceId,
    ipAddress: runtime.address,
    userAgent: request.headers.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  }
  const seen: Seen = { actor: null, headers: {} }
  let reply: Reply
  try {
    reply = await work(dialect, spec, request, params, runtime, facts, seen)
  } catch (error) {
    reply = refuse(dialect, error, { ...facts, path: pathAndQuery(request.url).path }, app)
  }
  app.log.info(
    {
      request: facts.requestId,
      trace: facts.traceId,
      method: request.method,
      route,
      status: reply.status,
      ms: Math.round(performance.now() - started),
      merchant: seen.actor?.merchantId ?? null,
    },
    'request',
  )
  const limited = { ...reply, headers: { ...seen.headers, ...reply.headers } }
  const said = { requestId: facts.requestId, traceparent: trace.traceparent, url: request.url }
  return withHeaders(limited, said, app.env.publicUrl)
}

/** What is known of a request whatever becomes of it. */
type Seen = { actor: Actor | null; headers: Record<string, string> }

async function work(
  dialect: Dialect,
  spec: RouteSpec,
  request: ApiRequest,
  rawParams: Record<string, string>,
  runtime: Runtime,
  facts: RequestFacts,
  seen: Seen,
): Promise<Reply> {
  const { app } = runtime
  seen.actor = await admit(dialect, spec, request, runtime, facts, seen)

  const { path, query: queryText } = pathAndQuery(request.url)
  const params = parseParams(spec, rawParams)
  const query = spec.query ? validate(spec.query, readQuery(queryText)) : undefined
  const rawBody = spec.body ? ((await readJsonBody(request)) ?? emptyBody(spec)) : undefined
  const body = spec.body ? validate(spec.body, rawBody) : undefined

  const run = async (ctx: ServiceContext): Promise<Produced> => {
    const told = { ...facts, ...toldBy(request) }
    const produced = await spec.run({ ctx, app, actor: seen.actor, params, query, body, request: told })
    if (produced.kind === 'json' && spec.response) {
      checkResponse(spec.response, produced.text, spec.summary, runtime.onBroken, app.log)
    }
    return produced
  }
  const key = spec.idempotent ? idempotencyKey(request.headers.get('idempotency-key')) : null
  if (key === null || seen.actor === null) {
    const reply = replyOf(await run(app))
    return spec.cache ? withCaching(reply, spec.cache, request) : reply
  }

  const { merchantId, mode } = seen.actor
  const scope = { merchantId, mode, method: request.method, path: canonicalPath(path), key }
  const attempt = { ...scope, bodyHash: bodyHash(rawBody), secret: spec.secret ?? false }
  const runOnce = async (ctx: ServiceContext) => {
    const produced = await run(ctx)
    if (produced.kind !== 'json') throw new TypeError('only JSON answers can be kept')
    return produced
  }
  const answered =
    spec.idempotent === 'outside'
      ? await onceOutside(app, attempt, () => runOnce(app))
      : await once(app, attempt, runOnce)
  const replayed: Record<string, string> = answered.replayed ? { 'idempotent-replayed': 'true' } : {}
  return jsonReply(answered.status, answered.text, replayed)
}

/** Who asks, once their limits have room: the key's own, or the address's for whoever has no valid key (Q4). */
async function admit(
  dialect: Dialect,
  spec: RouteSpec,
  request: ApiRequest,
  { app, address }: Runtime,
  facts: RequestFacts,
  seen: Seen,
): Promise<Actor | null> {
  const count = async (countedAs: string | null) => {
    seen.headers = await countRequest(app, spec.limit, { countedAs, address }, dialect.limit)
  }
  try {
    if (spec.access.kind === 'operator') {
      authenticateOperator(app, request, spec.access.by)
      return null
    }
    if (spec.access.kind === 'scopes') {
      const { actor, countedAs } = await (dialect.authenticate ?? authenticate)(app, request, facts)
      seen.actor = actor
      await count(countedAs)
      requireScope(actor, spec.access.scopes)
      return actor
    }
  } catch (error) {
    if (isRequestError(error) && UNKNOWN.has(error.code)) await count(null)
    throw error
  }
  await count(null)
  return null
}

/** An id that cannot be one belongs to nothing. */
function parseParams(spec: RouteSpec, raw: Record<string, string>): unknown {
  if (!spec.params) return undefined
  const parsed = spec.params.safeParse(raw)
  if (!parsed.success) throw new DomainError('NOT_FOUND', 'There is nothing with this id')
  return parsed.data
}

function toldBy({ method, url, headers }: ApiRequest) {
  return {
    url,
    lastEventId: headers.get('last-event-id'),
    isPreflight: method === 'OPTIONS' && headers.get('access-control-request-method') !== null,
  }
}

function emptyBody(spec: RouteSpec): unknown {
  return spec.bodyOptional ? {} : undefined
}

/** Whoever compresses or keeps it would hold it back. */
function downloadReply({ type, name, parts }: Extract<Produced, { kind: 'parts' }>): Reply {
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store, no-transform',
  }
  return { status: 200, headers, body: null, parts }
}

function replyOf(produced: Produced): Reply {
  if (produced.kind === 'json') return jsonReply(produced.status, produced.text)
  if (produced.kind === 'stream') return streamReply(produced.stream)
  if (produced.kind === 'parts') return downloadReply(produced)
  if (produced.kind === 'empty') return { status: 204, headers: produced.headers, body: null }
  return { status: 200, headers: { 'content-type': produced.type }, body: produced.content }
}

function refuse(dialect: Dialect, error: unknown, facts: RequestFacts & { path: string }, app: App): Reply {
  const errorFacts = { ...facts, now: app.clock.now(), publicUrl: app.env.publicUrl }
  if (isDomainError(error) || isRequestError(error)) return dialect.presentError(error, errorFacts)
  app.log.error(
    { request: facts.requestId, trace: facts.traceId, error: describeError(error) },
    'a request failed',
  )
  const opaque = isOutage(error)
    ? new RequestError('SERVICE_UNAVAILABLE', 'The database does not answer', {}, { 'retry-after': '5' })
    : new RequestError('INTERNAL_ERROR', 'Something went wrong here; the request id finds it in the log')
  return dialect.presentError(opaque, errorFacts)
}
