import { eq, inArray, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { apiKeys } from '../schema'

export type ApiKeyRow = typeof apiKeys.$inferSelect

export async function insertApiKey(db: Executor, row: InferInsertModel<typeof apiKeys>): Promise<void> {
  await db.insert(apiKeys).values(row)
}

/** The key with one of these HMACs, through the unique index; revoked and expired ones too. */
export async function findApiKey(db: Executor, hmacs: readonly Uint8Array[]): Promise<ApiKeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(inArray(apiKeys.hmac, [...hmacs]))
  return row ?? null
}

export async function touchApiKey(db: Executor, id: string, at: Date): Promise<void> {
  await db.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id))
}
