import { and, eq, lte, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { idempotencyKeys, type Mode } from '../schema'

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect

/** What one idempotency key stands for (Q2): not the API key that sent it. */
export type IdempotencyScope = {
  merchantId: string
  mode: Mode
  method: string
  path: string
  key: string
}

/** Waits until no other transaction works under this key; held until the caller's transaction ends. */
export async function lockIdempotencyKey(db: Executor, scope: IdempotencyScope): Promise<void> {
  const name = JSON.stringify([scope.merchantId, scope.mode, scope.method, scope.path, scope.key])
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 7236642))`)
}

/** The answer given under the key, unless its time is over. */
export async function storedAnswer(
  db: Executor,
  scope: IdempotencyScope,
  now: Date,
): Promise<IdempotencyRow | null> {
  const [row] = await db.select().from(idempotencyKeys).where(matches(scope))
  return row && row.expiresAt > now ? row : null
}

/** Keeps an answer, in place of one whose time is over. */
export async function storeAnswer(
  db: Executor,
  row: InferInsertModel<typeof idempotencyKeys>,
): Promise<void> {
  await db.delete(idempotencyKeys).where(and(matches(row), lte(idempotencyKeys.expiresAt, row.createdAt)))
  await db.insert(idempotencyKeys).values(row)
}

/** Keeps an answer in place of what stood there while it was made, unless somebody else has answered meanwhile. */
export async function replaceAnswer(
  db: Executor,
  row: InferInsertModel<typeof idempotencyKeys>,
  placeholder: number,
): Promise<void> {
  await withdrawAnswer(db, row, placeholder)
  await db.insert(idempotencyKeys).values(row).onConflictDoNothing()
}

/** Forgets what stands under the key with this status. */
export async function withdrawAnswer(db: Executor, scope: IdempotencyScope, status: number): Promise<void> {
  await db.delete(idempotencyKeys).where(and(matches(scope), eq(idempotencyKeys.status, status)))
}

/** Forgets answers whose time is over; a bounded number, so that it never holds up its caller. */
export async function deleteExpiredAnswers(db: Executor, now: Date): Promise<void> {
  const expired = db
    .select({ row: sql`ctid` })
    .from(idempotencyKeys)
    .where(lte(idempotencyKeys.expiresAt, now))
    .limit(1_000)
  await db.delete(idempotencyKeys).where(sql`ctid in ${expired}`)
}

function matches(scope: IdempotencyScope) {
  return and(
    eq(idempotencyKeys.merchantId, scope.merchantId),
    eq(idempotencyKeys.mode, scope.mode),
    eq(idempotencyKeys.method, scope.method),
    eq(idempotencyKeys.path, scope.path),
    eq(idempotencyKeys.key, scope.key),
  )
}
