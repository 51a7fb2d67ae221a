import { createHash } from 'node:crypto'
import type { Reply } from './reply'
import type { ApiRequest } from './request'

/**
 * Whether an answer may be kept. `immutable`: what is at this address never changes. `minute`: by its reader, for so long; `moments`: so that a poller asks no more often than anything can happen.
 * `asked`: not at all, since time runs in it; whoever kept it themselves may ask whether anything else has changed.
 */
export type Caching = {
  keep: 'immutable' | 'minute' | 'moments' | 'asked'
  /** Fields that change by themselves, which do not make another answer of it. */
  running?: readonly string[]
}

const CONTROL: Record<Caching['keep'], string> = {
  immutable: 'public, max-age=31536000, immutable',
  minute: 'private, max-age=60',
  moments: 'private, max-age=2',
  asked: 'no-store',
}

/** The answer with its ETag; 304 without a body to a client that has it already. */
export function withCaching(reply: Reply, { keep, running = [] }: Caching, request: ApiRequest): Reply {
  if (reply.status !== 200 || reply.body === null) return reply
  const etag = tagOf(reply.body, running)
  const headers = { ...reply.headers, 'cache-control': CONTROL[keep], etag }
  if (!matches(request.headers.get('if-none-match'), etag)) return { ...reply, headers }
  const { 'content-type': _, ...kept } = headers as Record<string, string>
  return { status: 304, headers: kept, body: null }
}

/** Weak where two answers with the same tag differ in what runs by itself. */
function tagOf(body: string | Uint8Array, running: readonly string[]): string {
  if (running.length === 0) return `"${digest(body)}"`
  const answer = JSON.parse(body.toString()) as Record<string, unknown>
  const rest = Object.entries(answer).filter(([name]) => !running.includes(name))
  return `W/"${digest(JSON.stringify(rest))}"`
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}

/** Compared weakly, as GET asks for it. */
function matches(given: string | null, etag: string): boolean {
  if (given === null) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return given.trim() === '*' || given.split(',').some((tag) => bare(tag) === bare(etag))
}
