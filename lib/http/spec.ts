import type { z } from 'zod'
import type { Scope } from '@/lib/auth/scopes'
import type { ErrorCode } from '@/lib/domain/errors'
import type { LimitName } from '@/lib/limits/rules'
import type { App } from '@/lib/server/app'
import type { Actor, ServiceContext } from '@/lib/services/context'
import type { Caching } from './caching'
import type { Wire } from './json'
import type { RequestErrorCode } from './requestError'
import type { TextParts, TextStream } from './reply'

/** What the operator gave whoever calls: `CRON_SECRET` to who starts runs, `METRICS_TOKEN` to who watches. */
export type OperatorSecret = 'cron' | 'metrics'

/** Who may call: a key that holds one of the scopes, anyone, or whoever the operator gave a secret. */
export type Access =
  | { kind: 'scopes'; scopes: readonly Scope[] }
  | { kind: 'public' }
  | { kind: 'operator'; by: OperatorSecret }

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof METHODS)[number]

/** Where a request came from and under which name it is logged. */
export type RequestFacts = {
  requestId: string
  traceId: string
  ipAddress: string | null
  userAgent: string | null
}

/** What a client says of itself. */
type Told = {
  /** As it came: absolute, or only path and query. */
  url: string
  /** The last event that a client of a stream has seen; null for one that begins. */
  lastEventId: string | null
  /** A browser asks whether a page of another origin may send what it wants to. */
  isPreflight: boolean
}

/** What a handler gets: everything parsed and checked. `ctx.db` is the request's transaction where the route is idempotent, but for `outside`. */
export type Call<Who, Params, Query, Body> = {
  ctx: ServiceContext
  app: App
  actor: Who
  params: Params
  query: Query
  body: Body
  request: RequestFacts & Told
}

export type FileAnswer = { type: string; content: string | Uint8Array }

type Shape<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  /** One line for the API description. */
  summary: string
  /** Path parameters, all strings; what does not parse is a 404. */
  params?: Params
  query?: Query
  /** Present where the route takes JSON. */
  body?: Body
  /** A body that it takes, for the reference; a value such as `$KEY` stands for what only the reader has. */
  example?: unknown
  /** A request without a body means `{}`. */
  bodyOptional?: boolean
  /** What it counts as (Q4); unless said, `status_checks` of its key, or what its address may ask for in all. */
  limit?: LimitName
  /** Not kept by anyone unless said. */
  cache?: Caching
  /** Takes an Idempotency-Key (Q2); `outside` where its work waits for somebody else's server, and so holds no transaction. */
  idempotent?: boolean | 'outside'
  /** The answer holds a secret that is shown once; a kept copy is encrypted. */
  secret?: boolean
  /** For the operator's machines alone: no part of the API's description. */
  isInternal?: boolean
  /** Codes it can refuse with, besides what every route refuses that takes the same (`scripts/gen/codes.ts`). */
  errors?: readonly (ErrorCode | RequestErrorCode)[]
}

/** A route that answers JSON of one shape. */
export type JsonRoute<
  Who,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> = Shape<Params, Query, Body> & {
  response: Answer
  /** 200 unless said. */
  status?: 200 | 201 | 202
  /** Another status for the same shape, such as 503 of a health check. */
  statusOf?: (answer: z.output<Answer>) => number
  handler: (
    call: Call<Who, z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Wire<z.output<Answer>>>
}

/** A route that answers a file, such as an image. */
export type FileRoute<Who, Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = Shape<
  Params,
  Query,
  Body
> & {
  /** Media types it can answer with. */
  produces: readonly string[]
  handler: (call: Call<Who, z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<FileAnswer>
}

/** A route that answers with a long file, such as an export, sent as it is read. */
export type DownloadRoute<
  Who,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> = Shape<Params, Query, Body> & {
  /** Its one media type. */
  produces: readonly [string]
  handler: (
    call: Call<Who, z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<{ name: string; parts: TextParts }>
}

/** A route that answers with events as they happen; null when there are none and will be none. */
export type StreamRoute<Params extends z.ZodType, Query extends z.ZodType, Message extends z.ZodType> = Shape<
  Params,
  Query,
  z.ZodType
> & {
  /** What the data of each message is, for the API description. */
  message: Message
  handler: (call: Call<null, z.output<Params>, z.output<Query>, unknown>) => Promise<TextStream | null>
}

/** A route as the pipeline runs it and the API description reads it; types of single routes are erased here. */
export type RouteSpec = Shape<z.ZodType, z.ZodType, z.ZodType> & {
  access: Access
  response?: z.ZodType
  status?: 200 | 201 | 202
  produces?: readonly string[]
  /** Data of each message of a stream of events. */
  message?: z.ZodType
  /** Answers for what the path does not have: no part of the API's description. */
  isRefusal?: boolean
  /** Answers for paths that nothing else answers: they are the caller's own words. */
  isAnyPath?: boolean
  run: (call: Call<Actor | null, unknown, unknown, unknown>) => Promise<Produced>
}

/** What a handler produced, ready to be sent or kept. */
export type Produced =
  | { kind: 'json'; status: number; text: string }
  | { kind: 'file'; type: string; content: string | Uint8Array }
  | { kind: 'stream'; stream: TextStream | null }
  | { kind: 'parts'; type: string; name: string; parts: TextParts }
  | { kind: 'empty'; headers: Record<string, string> }
