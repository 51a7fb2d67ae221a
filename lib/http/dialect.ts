import type { z } from 'zod'
import type { Scope } from '@/lib/auth/scopes'
import type { DomainError, ErrorCode } from '@/lib/domain/errors'
import type { Rule } from '@/lib/limits/rule'
import { getApp, type App } from '@/lib/server/app'
import { clientOfPage } from '@/lib/server/client'
import type { Actor } from '@/lib/services/context'
import { writeJson } from './json'
import { notAllowed, otherMethods, type OtherMethod } from './otherMethods'
import { answer, type Runtime } from './pipeline'
import { discard, lengthOf, toResponse, type Reply, type TextParts } from './reply'
import type { ApiRequest } from './request'
import type { RequestError, RequestErrorCode } from './requestError'
import {
  METHODS,
  type Access,
  type DownloadRoute,
  type FileRoute,
  type JsonRoute,
  type Method,
  type OperatorSecret,
  type RequestFacts,
  type RouteSpec,
  type StreamRoute,
} from './spec'
import { EVENT_STREAM } from './sse'

/** What sets one API document apart from another; routes share everything else. */
export type Dialect = {
  name: string
  /** The document's status and body for a refusal. */
  presentError(error: DomainError | RequestError, facts: ErrorFacts): Reply
  /** The same for the API description. */
  refusals: Refusals
  /** How it knows who asks; unless said, by a key or token (`authenticate`). */
  authenticate?: Authenticate
  /** What everybody it knows is limited by, besides what the route counts as. */
  limit?: Rule
}

/** Who asks, and whom it counts for. Throws UNAUTHENTICATED. */
export type Authenticate = (
  app: App,
  request: ApiRequest,
  facts: RequestFacts,
) => Promise<{ actor: Actor; countedAs: string }>

export type AnyErrorCode = ErrorCode | RequestErrorCode

/** How a document says what is wrong: under which status, by which name, in a body of which schema. */
export type Refusals = {
  schema: 'Error' | 'SessionsError' | 'CheckoutError'
  statusOf: (code: AnyErrorCode) => number
  nameOf: (code: AnyErrorCode) => string
}

export type ErrorFacts = Pick<RequestFacts, 'requestId' | 'traceId'> & {
  now: Date
  publicUrl: string
  /** Of the request, without its query. */
  path: string
}

/** What a route file exports: callable by Next, readable by the manifest, runnable by the self-hosted server. */
export type Route = {
  (request: Request, context: { params: Promise<Record<string, string | string[]>> }): Promise<Response>
  spec: RouteSpec
  dialect: Dialect
  /** Runs the pipeline without a web Response in between. */
  answer(request: ApiRequest, params: Record<string, string>, runtime: Runtime): Promise<Reply>
}

type Scoped = { scopes: readonly Scope[] }
type Open = { public: true } | { operator: OperatorSecret }
type Any = z.ZodType

/** A builder of routes in a dialect; `template` of a path comes from the folder, never from here. */
export function createDialect(dialect: Dialect) {
  function route<P extends Any, Q extends Any, B extends Any, A extends Any>(
    given: Scoped & JsonRoute<Actor, P, Q, B, A>,
  ): Route
  function route<P extends Any, Q extends Any, B extends Any, A extends Any>(
    given: Open & JsonRoute<null, P, Q, B, A>,
  ): Route
  function route(given: (Scoped | Open) & JsonRoute<never, Any, Any, Any, Any>): Route {
    const { handler, response, status = 200, statusOf } = given
    return build(dialect, {
      ...given,
      access: accessOf(given),
      async run(call) {
        const value: unknown = await handler(call as never)
        const text = writeJson(value)
        return { kind: 'json', status: statusOf ? statusOf(JSON.parse(text)) : status, text }
      },
      response,
    })
  }

  function file<P extends Any, Q extends Any, B extends Any>(given: Open & FileRoute<null, P, Q, B>): Route {
    const { handler } = given
    return build(dialect, {
      ...given,
      access: accessOf(given),
      run: async (call) => ({ kind: 'file', ...(await handler(call as never)) }),
    })
  }

  function stream<P extends Any, Q extends Any, M extends Any>(given: StreamRoute<P, Q, M>): Route {
    const { handler } = given
    return build(dialect, {
      ...given,
      access: { kind: 'public' },
      produces: [EVENT_STREAM],
      run: async (call) => ({ kind: 'stream', stream: await handler(call as never) }),
    })
  }

  /** What goes wrong before the first part is refused as anywhere else. */
  function download<P extends Any, Q extends Any, B extends Any>(
    given: Scoped & DownloadRoute<Actor, P, Q, B>,
  ): Route {
    const { handler, produces } = given
    return build(dialect, {
      ...given,
      access: accessOf(given),
      async run(call) {
        const { name, parts } = await handler(call as never)
        return { kind: 'parts', type: produces[0], name, parts: await begun(parts) }
      },
    })
  }

  /** The methods that a path does not have, and OPTIONS: the last line of each route file, written by `npm run gen`. */
  function others<Own extends Partial<Record<Method, Route>>>(own: Own) {
    const methods = METHODS.filter((method) => own[method])
    const routes = otherMethods(methods).map(([method, spec]) => [method, build(dialect, spec)])
    return Object.fromEntries(routes) as Record<Exclude<OtherMethod, keyof Own>, Route>
  }

  return { route, file, stream, download, others, dialect }
}

/** A route that only refuses, for a path or method that nothing else answers. */
export function refusal(dialect: Dialect, error: () => RequestError): Route {
  return build(dialect, {
    summary: 'Refused',
    isAnyPath: true,
    access: { kind: 'public' },
    run: () => Promise.reject(error()),
  })
}

/** 405 for a method that no document knows. */
export function methodRefusal(dialect: Dialect, method: string, allowed: readonly string[]): Route {
  return build(dialect, notAllowed(method, allowed))
}

function accessOf(given: Scoped | Open): Access {
  if ('scopes' in given) return { kind: 'scopes', scopes: given.scopes }
  return 'public' in given ? { kind: 'public' } : { kind: 'operator', by: given.operator }
}

function build(dialect: Dialect, spec: RouteSpec): Route {
  const run = (request: ApiRequest, params: Record<string, string>, runtime: Runtime) =>
    answer(dialect, spec, request, params, runtime)
  const handle = async (
    request: Request,
    context: { params: Promise<Record<string, string | string[]>> },
  ): Promise<Response> => {
    const params = Object.fromEntries(
      Object.entries((await context.params) ?? {}).map(([name, value]) => [name, String(value)]),
    )
    const app = getApp()
    const address = clientOfPage(request.headers, app.env.trustedProxies)
    const reply = await run(request, params, { app, address, onBroken: 'log' })
    return toResponse(request.method === 'HEAD' ? withoutBody(reply) : reply)
  }
  return Object.assign(handle, { spec, dialect, answer: run })
}

/** The same parts, the first of which has been read. */
async function begun(parts: TextParts): Promise<TextParts> {
  const first = await parts.next()
  async function* rest(): TextParts {
    try {
      if (!first.done) yield first.value
      yield* parts
    } finally {
      await parts.return()
    }
  }
  return rest()
}

/** Next answers HEAD by GET; a stream that nobody reads would keep its place. */
function withoutBody(reply: Reply): Reply {
  discard(reply)
  const { status, headers, body, stream, parts } = reply
  if (stream || parts || status === 204 || status === 304) return { status, headers, body: null }
  return { status, headers: { ...headers, 'content-length': `${lengthOf(body)}` }, body: null }
}
