import { findUserByEmail, rehashPassword } from '@/db/queries/users'
import { normalEmail } from '@/lib/auth/email'
import { hashPassword, isOutdated, verifyPassword } from '@/lib/auth/password'
import type { SessionClaims } from '@/lib/auth/sessionToken'
import type { ServiceContext } from '../context'

export type SignInResult = { kind: 'signed_in'; claims: SessionClaims } | { kind: 'refused' }

/**
 * Checks e-mail and password. A refusal does not say which of them is wrong, and takes as long for an address that nobody
 * has.
 */
export async function signIn(
  ctx: ServiceContext,
  input: { email: string; password: string },
): Promise<SignInResult> {
  const user = await findUserByEmail(ctx.db, normalEmail(input.email))
  const matches = await verifyPassword(input.password, user?.passwordHash ?? null)
  if (!user || !matches) return { kind: 'refused' }
  if (isOutdated(user.passwordHash)) {
    await rehashPassword(ctx.db, user, await hashPassword(input.password))
  }
  const claims = { userId: user.id, version: user.sessionVersion, signedInAt: ctx.clock.now() }
  return { kind: 'signed_in', claims }
}
