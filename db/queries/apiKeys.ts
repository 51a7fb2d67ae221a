import { and, asc, count, desc, eq, gt, inArray, isNull, or, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { apiKeys, type Mode } from '../schema'

export type ApiKeyRow = typeof apiKeys.$inferSelect

/** Whose keys, in which modes. */
export type ApiKeyScope = { merchantId: string; modes: readonly Mode[] }

export async function insertApiKey(db: Executor, row: InferInsertModel<typeof apiKeys>): Promise<ApiKeyRow> {
  const [inserted] = await db.insert(apiKeys).values(row).returning()
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** The key with one of these HMACs, through the unique index; revoked and expired ones too. */
export async function findApiKey(db: Executor, hmacs: readonly Uint8Array[]): Promise<ApiKeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(inArray(apiKeys.hmac, [...hmacs]))
  return row ?? null
}

/** The key that a signed token names, whosever it is. */
export async function findKeyOfToken(db: Executor, id: string): Promise<ApiKeyRow | null> {
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id))
  return row ?? null
}

export async function findApiKeyById(
  db: Executor,
  scope: ApiKeyScope,
  id: string,
): Promise<ApiKeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), inScope(scope)))
  return row ?? null
}

/** The same, locked until the caller's transaction ends. */
export async function lockApiKey(db: Executor, scope: ApiKeyScope, id: string): Promise<ApiKeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), inScope(scope)))
    .for('no key update')
  return row ?? null
}

/** One page, newest first, and one row more where there is another page. */
export async function pageOfApiKeys(
  db: Executor,
  scope: ApiKeyScope,
  page: { limit: number; after: { createdAt: Date; id: string } | null },
): Promise<{ rows: ApiKeyRow[]; total: number }> {
  const { after } = page
  const older =
    after &&
    sql`(${apiKeys.createdAt}, ${apiKeys.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
  const rows = await db
    .select()
    .from(apiKeys)
    .where(and(inScope(scope), older ?? undefined))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(page.limit + 1)
  const [counted] = await db.select({ total: count() }).from(apiKeys).where(inScope(scope))
  return { rows, total: counted?.total ?? 0 }
}

/** Keys that count towards the plan: neither revoked nor expired, of both modes. */
export async function countActiveApiKeys(db: Executor, merchantId: string, now: Date): Promise<number> {
  const lasting = or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))
  const [counted] = await db
    .select({ total: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.merchantId, merchantId), isNull(apiKeys.revokedAt), lasting))
  return counted?.total ?? 0
}

/** A merchant's keys of one form that are neither revoked nor expired, the oldest first. */
export async function activeKeysOfForm(
  db: Executor,
  { merchantId, modes }: ApiKeyScope,
  form: string,
  now: Date,
): Promise<ApiKeyRow[]> {
  const lasting = or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))
  return db
    .select()
    .from(apiKeys)
    .where(and(inScope({ merchantId, modes }), eq(apiKeys.form, form), isNull(apiKeys.revokedAt), lasting))
    .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id))
}

/** Waits until nobody else makes a key for this merchant; until the caller's transaction ends. */
export async function lockApiKeys(db: Executor, merchantId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${merchantId}, 7236643))`)
}

export async function updateApiKey(
  db: Executor,
  scope: ApiKeyScope,
  id: string,
  set: Partial<Pick<ApiKeyRow, 'name' | 'scopes' | 'expiresAt' | 'revokedAt'>>,
): Promise<ApiKeyRow | null> {
  const [row] = await db
    .update(apiKeys)
    .set(set)
    .where(and(eq(apiKeys.id, id), inScope(scope)))
    .returning()
  return row ?? null
}

/** Ends all keys of a merchant that are not ended, of both modes. */
export async function revokeApiKeysOf(db: Executor, merchantId: string, now: Date): Promise<ApiKeyRow[]> {
  return db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.merchantId, merchantId), isNull(apiKeys.revokedAt)))
    .returning()
}

/** Notes a use unless somebody has just noted one, or is about to: requests of one key never wait for each other here. */
export async function touchApiKey(db: Executor, id: string, use: { at: Date; stale: Date }): Promise<void> {
  const due = db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), sql`${apiKeys.lastUsedAt} < ${use.stale.toISOString()}::timestamptz`),
      ),
    )
    .for('no key update', { skipLocked: true })
  await db.update(apiKeys).set({ lastUsedAt: use.at }).where(inArray(apiKeys.id, due))
}

/** Keeps a key under another pepper, unless somebody has just done so. */
export async function moveApiKey(
  db: Executor,
  { id, pepperId }: Pick<ApiKeyRow, 'id' | 'pepperId'>,
  hash: Pick<ApiKeyRow, 'hmac' | 'pepperId'>,
): Promise<void> {
  await db
    .update(apiKeys)
    .set(hash)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.pepperId, pepperId)))
}

/** How many keys that can be used lie under each pepper, by its id. */
export async function countKeysByPepper(db: Executor, now: Date): Promise<Map<string, number>> {
  const rows = await db
    .select({ pepperId: apiKeys.pepperId, count: count() })
    .from(apiKeys)
    .where(usable(now))
    .groupBy(apiKeys.pepperId)
  return new Map(rows.map((row) => [row.pepperId, row.count]))
}

/** Ends all keys under a pepper that could still be used. */
export async function revokeKeysUnderPepper(db: Executor, pepperId: string, now: Date): Promise<ApiKeyRow[]> {
  return db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.pepperId, pepperId), usable(now)))
    .returning()
}

function usable(now: Date) {
  return and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)))
}

function inScope({ merchantId, modes }: ApiKeyScope) {
  return and(eq(apiKeys.merchantId, merchantId), inArray(apiKeys.mode, [...modes]))
}
