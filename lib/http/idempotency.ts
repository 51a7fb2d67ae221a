import { setTimeout as pause } from 'node:timers/promises'
import {
  lockIdempotencyKey,
  replaceAnswer,
  storeAnswer,
  storedAnswer,
  withdrawAnswer,
  type IdempotencyRow,
  type IdempotencyScope,
} from '@/db/queries/idempotency'
import { rowName } from '@/db/queries/sealed'
import type { RootContext, ServiceContext } from '@/lib/services/context'
import { inTransaction } from '@/lib/services/transaction'
import { RequestError } from './requestError'

const KEPT_MS = 24 * 60 * 60_000
/** Stands where an answer will be; longer than any such work takes, so that what died is tried anew. */
const UNDER_WAY = 102
const UNDER_WAY_MS = 60_000
const LOOK_EVERY_MS = 100
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/

const SEALED_ANSWER = 'idempotency_keys.response'

export type Answer = { status: number; text: string }

export type Attempt = IdempotencyScope & {
  bodyHash: string
  /** The answer holds a secret and is kept encrypted. */
  secret: boolean
}

/** The request's key, or null without one. Throws INVALID_IDEMPOTENCY_KEY unless it is 1-255 printable characters. */
export function idempotencyKey(header: string | null): string | null {
  if (header === null || KEY.test(header)) return header
  throw new RequestError(
    'INVALID_IDEMPOTENCY_KEY',
    'Idempotency-Key must be 1 to 255 printable ASCII characters',
    { field: 'Idempotency-Key', constraints: { min_length: 1, max_length: 255, pattern: KEY.source } },
  )
}

/**
 * Does the work once per key and 24 hours, and gives the same answer to everyone who asks again, also to those who ask
 * meanwhile: they wait. The answer is written in the transaction of the work, so that both exist or neither (Q2).
 * What throws leaves nothing behind and is tried anew. Throws IDEMPOTENCY_CONFLICT for another body.
 */
export async function once(
  ctx: RootContext,
  attempt: Attempt,
  work: (ctx: ServiceContext) => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  return inTransaction(ctx, async (tx) => {
    await lockIdempotencyKey(tx.db, attempt)
    const now = ctx.clock.now()
    const stored = await storedAnswer(tx.db, attempt, now)
    if (stored) return replayed(ctx, attempt, stored)
    const answer = await work(tx)
    await storeAnswer(tx.db, rowOf(ctx, attempt, answer, now))
    return { ...answer, replayed: false }
  })
}

/**
 * The same for work that waits for somebody else's server and so must hold no transaction: the key is taken first, and the answer kept
 * afterwards. Who asks meanwhile waits. What a process that died has done nobody knows: after a minute it is done anew.
 */
export async function onceOutside(
  ctx: RootContext,
  attempt: Attempt,
  work: () => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  for (;;) {
    const stored = await taken(ctx, attempt)
    if (stored === null) break
    const answer = replayed(ctx, attempt, stored)
    if (answer.status !== UNDER_WAY) return answer
    await pause(LOOK_EVERY_MS)
  }
  let answer: Answer
  try {
    answer = await work()
  } catch (error) {
    await withdrawAnswer(ctx.db, attempt, UNDER_WAY)
    throw error
  }
  await inTransaction(ctx, async (tx) => {
    await lockIdempotencyKey(tx.db, attempt)
    await replaceAnswer(tx.db, rowOf(ctx, attempt, answer, ctx.clock.now()), UNDER_WAY)
  })
  return { ...answer, replayed: false }
}

/** Takes a key for work to come; else what stands under it. */
async function taken(ctx: RootContext, attempt: Attempt): Promise<IdempotencyRow | null> {
  return inTransaction(ctx, async (tx) => {
    await lockIdempotencyKey(tx.db, attempt)
    const now = ctx.clock.now()
    const stored = await storedAnswer(tx.db, attempt, now)
    if (stored) return stored
    const expiresAt = new Date(now.getTime() + UNDER_WAY_MS)
    await storeAnswer(tx.db, { ...rowOf(ctx, attempt, { status: UNDER_WAY, text: '' }, now), expiresAt })
    return null
  })
}

function replayed(ctx: RootContext, { bodyHash, secret }: Attempt, stored: IdempotencyRow) {
  if (stored.bodyHash !== bodyHash) throw conflict()
  return {
    status: stored.status,
    text: secret ? ctx.secrets.open(stored.response, SEALED_ANSWER, answerName(stored)) : stored.response,
    replayed: true,
  }
}

function rowOf(ctx: RootContext, attempt: Attempt, { status, text }: Answer, now: Date) {
  const { secret, ...row } = attempt
  return {
    ...row,
    status,
    response: secret ? ctx.secrets.seal(text, SEALED_ANSWER, answerName(attempt)) : text,
    createdAt: now,
    expiresAt: new Date(now.getTime() + KEPT_MS),
  }
}

/** What a kept answer is bound to. */
function answerName({ merchantId, mode, method, path, key }: IdempotencyScope): string {
  return rowName([merchantId, mode, method, path, key])
}

function conflict(): RequestError {
  return new RequestError('IDEMPOTENCY_CONFLICT', 'This Idempotency-Key was used with another body')
}
