import { findApiKey, findKeyOfToken, moveApiKey, touchApiKey, type ApiKeyRow } from '@/db/queries/apiKeys'
import { formOf } from '@/lib/auth/keyForms'
import type { KeyHasher } from '@/lib/auth/keyHasher'
import type { ServiceContext } from '../context'
import { keyStatus } from './keyStatus'

/** `last_used_at` is this exact, so that a request costs a read and no write. */
const USE_RESOLUTION_MS = 5 * 60_000

/**
 * The key's row when it is known, not revoked and not expired; null otherwise. Notes its use now and then. A key that is found under an older
 * pepper is kept under the current one from now on: nothing but the key itself can move it (L4).
 */
export async function recognizeApiKey(
  ctx: ServiceContext,
  key: string,
  hasher: KeyHasher,
): Promise<ApiKeyRow | null> {
  if (formOf(key) === null) return null
  const row = await activeApiKey(ctx, await findApiKey(ctx.db, hasher.candidates(key)))
  if (row && row.pepperId !== hasher.currentId) await moveApiKey(ctx.db, row, hasher.hash(key))
  return row
}

/** The same for the key that a token of ours names: with its key a token is over. */
export async function recognizeKeyOfToken(ctx: ServiceContext, id: string): Promise<ApiKeyRow | null> {
  return activeApiKey(ctx, await findKeyOfToken(ctx.db, id))
}

/** The row when it opens anything now; notes its use. */
async function activeApiKey(ctx: ServiceContext, row: ApiKeyRow | null): Promise<ApiKeyRow | null> {
  const now = ctx.clock.now()
  if (!row || keyStatus(row, now) !== 'active') return null
  const stale = new Date(now.getTime() - USE_RESOLUTION_MS)
  if (!row.lastUsedAt || row.lastUsedAt < stale) await touchApiKey(ctx.db, row.id, { at: now, stale })
  return row
}
