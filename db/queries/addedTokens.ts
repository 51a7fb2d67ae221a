import { asc, inArray } from 'drizzle-orm'
import type { Executor } from '../client'
import { addedTokens } from '../schema'

export type AddedTokenRow = typeof addedTokens.$inferSelect

/** The oldest first. */
export async function addedTokensOf(db: Executor, networks: readonly string[]): Promise<AddedTokenRow[]> {
  if (networks.length === 0) return []
  return db
    .select()
    .from(addedTokens)
    .where(inArray(addedTokens.network, [...networks]))
    .orderBy(asc(addedTokens.createdAt), asc(addedTokens.address))
}

/** Keeps a token once; one that is there already, or whose symbol is, stays as it is. */
export async function keepAddedToken(db: Executor, row: AddedTokenRow): Promise<void> {
  await db.insert(addedTokens).values(row).onConflictDoNothing()
}
