import { createHash, randomBytes } from 'node:crypto'
import { replaceToken, type TokenPurpose } from '@/db/queries/accountTokens'
import type { ServiceContext } from '../context'

const SECRET_BYTES = 32
const HOUR_MS = 60 * 60_000
const LIFE_MS: Record<TokenPurpose, number> = { verify_email: 24 * HOUR_MS, reset_password: HOUR_MS }

/** Makes the secret of a link (L3) and returns it once; the database keeps its hash. An earlier one ends. */
export async function issueToken(
  ctx: ServiceContext,
  userId: string,
  purpose: TokenPurpose,
): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + LIFE_MS[purpose])
  await replaceToken(ctx.db, { hash: hashOf(secret), userId, purpose, expiresAt, createdAt: now })
  return secret
}

/** A secret of 256 random bits needs no slow hash. */
export function hashOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}
