import {
  lockIdempotencyKey,
  storeAnswer,
  storedAnswer,
  type IdempotencyScope,
} from '@/db/queries/idempotency'
import type { RootContext, ServiceContext } from '@/lib/services/context'
import { inTransaction } from '@/lib/services/transaction'
import { RequestError } from './requestError'

const KEPT_MS = 24 * 60 * 60_000
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/

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
  const { bodyHash, secret, ...scope } = attempt
  return inTransaction(ctx, async (tx) => {
    await lockIdempotencyKey(tx.db, scope)
    const now = ctx.clock.now()
    const stored = await storedAnswer(tx.db, scope, now)
    if (stored) {
      if (stored.bodyHash !== bodyHash) throw conflict()
      const text = secret ? ctx.secrets.open(stored.response) : stored.response
      return { status: stored.status, text, replayed: true }
    }
    const answer = await work(tx)
    await storeAnswer(tx.db, {
      ...scope,
      bodyHash,
      status: answer.status,
      response: secret ? ctx.secrets.seal(answer.text) : answer.text,
      createdAt: now,
      expiresAt: new Date(now.getTime() + KEPT_MS),
    })
    return { ...answer, replayed: false }
  })
}

function conflict(): RequestError {
  return new RequestError('IDEMPOTENCY_CONFLICT', 'This Idempotency-Key was used with another body')
}
