import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { apiKeys, merchants } from '@/db/schema'
import { KEY_FORMS, type KeyForm } from '@/lib/auth/keyForms'
import type { Method } from '@/lib/http/spec'
import type { ApiRequest } from '@/lib/http/request'
import { discard } from '@/lib/http/reply'
import { createRouter } from '@/server/router'
import { MANIFEST } from '@/server/manifest.gen'
import description from '@/server/openapi.json'
import { CRON_SECRET, testApp } from '@/tests/support/app'
import { describedBy, type Operation } from '@/tests/support/drawn/apiDescription'
import { requestFor, type DrawnRequest } from '@/tests/support/drawn/requests'
import { somethingOfEach } from '@/tests/support/somethingOfEach'

/** `DRAWN_RUNS=2000 DRAWN_SEED=7 npx vitest run tests/api/drawnRequests.test.ts` draws others, and more. */
const RUNS = Number(process.env.DRAWN_RUNS ?? 120)
const SEED = Number(process.env.DRAWN_SEED ?? 20_260_115)
const MOST_IDS = 300
/** Each of these reads every network, and takes its time. */
const SLOW = /^\/api\/cron\//

const failures: unknown[] = []
const world = await testApp({
  environment: { REGISTRATION: 'open' },
  log: { info: () => {}, warn: () => {}, error: (facts) => void failures.push(facts) },
})
const { app } = world
const [owner, stranger] = [await world.merchant(), await world.merchant()]
await app.db.update(merchants).set({ planType: 'enterprise' }).where(eq(merchants.id, owner.id))
const keys = [
  await world.key(owner.id),
  await world.key(owner.id, 'sk_test'),
  await world.key(stranger.id),
  ...(await Promise.all((Object.keys(KEY_FORMS) as KeyForm[]).map((form) => world.key(owner.id, form)))),
]
/** Keys that send, which must not end. */
const sending = new Set((await app.db.select({ id: apiKeys.id }).from(apiKeys)).map(({ id }) => id))
/** What exists, and what comes to exist. */
const ids = [
  ...(await somethingOfEach(app, owner.id)),
  ...(await somethingOfEach(app, stranger.id)),
  owner.id,
]

const api = describedBy(description)
const route = createRouter(MANIFEST)
/** Ids that were found below a path. */
const found = new Map<string, string[]>()
const statuses = new Map<string, number>()

console.log(`requests are drawn with seed ${SEED}, ${RUNS} for each operation`)
afterAll(() => {
  const shown = [...statuses]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, times]) => `${status}: ${times}`)
  console.log(`answered ${shown.join(', ')}`)
})

describe('requests drawn from the API description get no 500, and no answer that it does not allow', () => {
  it.each(api.operations)(
    '$method $path',
    async (operation) => {
      const numRuns = SLOW.test(operation.path) ? 3 : RUNS
      const answers = fc.asyncProperty(requestFor(operation), async (drawn) => {
        expect(await objectionTo(operation, resolved(operation, drawn))).toBeNull()
      })
      await fc.assert(answers, { seed: SEED, numRuns, endOnFailure: true })
    },
    120_000,
  )
})

/** Sends it as a server would hand it to the pipeline; what is wrong with the answer, or null. */
async function objectionTo(operation: Operation, drawn: DrawnRequest): Promise<string | null> {
  const match = route(drawn.path)
  const answering = match?.answers[operation.method as Method]
  if (!match || !answering) return `${drawn.path} reaches nothing`
  world.advance(1_000)
  failures.length = 0
  const request: ApiRequest = {
    method: operation.method,
    url: drawn.query ? `${drawn.path}?${drawn.query}` : drawn.path,
    headers: { get: (name) => drawn.headers[name] ?? null },
    body: chunks(drawn.body),
  }
  const reply = await answering.answer(request, match.params, {
    app,
    address: '192.0.2.7',
    onBroken: 'throw',
  })
  discard(reply)
  const text = Buffer.from(reply.body ?? '').toString('utf8')
  const told = `${JSON.stringify(drawn)} ${reply.status} ${text.slice(0, 600)}`
  const own = MANIFEST.find(({ path }) => path === operation.path)?.answers[operation.method as Method]
  statuses.set(`${reply.status}`, (statuses.get(`${reply.status}`) ?? 0) + 1)
  if (reply.status === 500) return `${told} ${JSON.stringify(failures)}`
  if (!reply.headers['x-request-id']) return `${told} has no request id`
  // An id may hold a slash: another route answers then, and refuses.
  if (answering !== own) return reply.status === 404 ? null : told
  if (reply.status < 300) remember(operation, match.params.id, text)
  const objection = api.objection(operation, { status: reply.status, headers: reply.headers, text })
  return objection && `${told} ${objection}`
}

function resolved({ path }: Operation, drawn: DrawnRequest): DrawnRequest {
  const own = found.get(collectionOf(path)) ?? ids
  const fill = (text: string) =>
    text
      .replaceAll(/\{\{own:(\d+)\}\}/g, (_, n: string) => own[Number(n) % own.length] ?? '')
      .replaceAll(/\{\{id:(\d+)\}\}/g, (_, n: string) => ids[Number(n) % ids.length] ?? '')
      .replaceAll(/\{\{key:(\d+)\}\}/g, (_, n: string) => keyFor(path, Number(n)))
  return {
    path: fill(drawn.path),
    query: fill(decodeBraces(drawn.query)),
    headers: Object.fromEntries(Object.entries(drawn.headers).map(([name, value]) => [name, fill(value)])),
    body: typeof drawn.body === 'string' ? fill(drawn.body) : drawn.body,
  }
}

/** What a request found, it can find again; what a list shows or a request made, can be asked for one by one. */
function remember({ path }: Operation, asked: string | undefined, text: string): void {
  const shown = [...text.matchAll(/"(?:\w+_)?id":"([^"]+)"/g)].map(([, id = '']) => id)
  const at = collectionOf(path)
  const known = found.get(at) ?? found.set(at, []).get(at) ?? []
  for (const id of asked ? [asked] : shown) keep(known, id)
  for (const id of shown) keep(ids, id)
}

function keep(list: string[], id: string): void {
  if (list.length < MOST_IDS && !sending.has(id) && !list.includes(id)) list.push(id)
}

/** The part of a path before its first id. */
function collectionOf(path: string): string {
  return `${path}/`.split('{', 1)[0] ?? ''
}

function keyFor(path: string, n: number): string {
  return SLOW.test(path) ? CRON_SECRET : (keys[n % keys.length] ?? '')
}

function decodeBraces(query: string): string {
  return query.replaceAll('%7B%7B', '{{').replaceAll('%7D%7D', '}}').replaceAll('%3A', ':')
}

async function* chunks(body: string | Uint8Array | null): AsyncIterable<Uint8Array> {
  if (body !== null) yield typeof body === 'string' ? Buffer.from(body) : body
}
