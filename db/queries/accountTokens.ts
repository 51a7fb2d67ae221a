import { and, eq, gt, lte, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { accountTokens } from '../schema'

export type TokenPurpose = (typeof accountTokens.$inferSelect)['purpose']

/** Adds a token; the same person's earlier ones for the same purpose are worth nothing from now on. */
export async function replaceToken(db: Executor, row: InferInsertModel<typeof accountTokens>): Promise<void> {
  await deleteTokens(db, row.userId, row.purpose)
  await db.insert(accountTokens).values(row)
}

/** Whose it is, if it could be used now. Using it is `takeToken`'s alone. */
export async function holderOfToken(
  db: Executor,
  hash: Uint8Array,
  purpose: TokenPurpose,
  now: Date,
): Promise<string | null> {
  const [row] = await db
    .select({ userId: accountTokens.userId })
    .from(accountTokens)
    .where(valid(hash, purpose, now))
  return row?.userId ?? null
}

/** Uses a token up and says whose it was. Of several at the same moment, one gets it. */
export async function takeToken(
  db: Executor,
  hash: Uint8Array,
  purpose: TokenPurpose,
  now: Date,
): Promise<string | null> {
  const [row] = await db
    .delete(accountTokens)
    .where(valid(hash, purpose, now))
    .returning({ userId: accountTokens.userId })
  return row?.userId ?? null
}

export async function deleteTokens(db: Executor, userId: string, purpose: TokenPurpose): Promise<void> {
  await db
    .delete(accountTokens)
    .where(and(eq(accountTokens.userId, userId), eq(accountTokens.purpose, purpose)))
}

/** Forgets tokens whose time is over; a bounded number, so that it never holds up its caller. */
export async function deleteExpiredTokens(db: Executor, now: Date): Promise<void> {
  const expired = db
    .select({ row: sql`ctid` })
    .from(accountTokens)
    .where(lte(accountTokens.expiresAt, now))
    .limit(1_000)
  await db.delete(accountTokens).where(sql`ctid in ${expired}`)
}

function valid(hash: Uint8Array, purpose: TokenPurpose, now: Date) {
  return and(
    eq(accountTokens.hash, hash),
    eq(accountTokens.purpose, purpose),
    gt(accountTokens.expiresAt, now),
  )
}
