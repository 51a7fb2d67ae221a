import { findApiKey, touchApiKey, type ApiKeyRow } from '@/db/queries/apiKeys'
import { formOf } from '@/lib/auth/keyForms'
import type { KeyHasher } from '@/lib/auth/keyHasher'
import type { ServiceContext } from '../context'

/** `last_used_at` is this exact, so that a request costs a read and no write. */
const USE_RESOLUTION_MS = 5 * 60_000

/** The key's row when it is known, not revoked and not expired; null otherwise. Notes its use now and then. */
export async function recognizeApiKey(
  ctx: ServiceContext,
  key: string,
  hasher: KeyHasher,
): Promise<ApiKeyRow | null> {
  if (formOf(key) === null) return null
  const row = await findApiKey(ctx.db, hasher.candidates(key))
  const now = ctx.clock.now()
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > USE_RESOLUTION_MS) {
    await touchApiKey(ctx.db, row.id, now)
  }
  return row
}
