import { findUserByEmail, rehashPassword } from '@/db/queries/users'
import { hashPassword, isOutdated, verifyPassword } from '@/lib/auth/password'
import type { SessionClaims } from '@/lib/auth/sessionToken'
import { isTurnstileFull } from '@/lib/auth/turnstile'
import { recordOfPerson } from '../audit/recordOfPerson'
import type { RootContext } from '../context'
import { admit } from '../throttle/admit'
import type { Credentials } from './input'
import { signInLimits, type Client } from './limits'

/** `wait`: too many tries; `busy`: the server hashes as much as it can already. Neither says that the account exists. */
export type SignInResult =
  | { kind: 'signed_in'; claims: SessionClaims }
  | { kind: 'refused' }
  | { kind: 'wait' }
  | { kind: 'busy' }

/**
 * Checks e-mail and password. A refusal does not say which of them is wrong, and takes the same work for an address that
 * nobody has. Only failed tries count.
 */
export async function signIn(ctx: RootContext, input: Credentials, client: Client): Promise<SignInResult> {
  const tried = await admit(ctx, signInLimits(input.email, client))
  if (!tried.admitted) return { kind: 'wait' }
  const user = await findUserByEmail(ctx.db, input.email)
  const origin = { ipAddress: client.address, userAgent: client.userAgent ?? null }
  try {
    if (!(await verifyPassword(input.password, user?.passwordHash ?? null)) || !user) {
      await recordOfPerson(ctx, user?.id ?? null, origin, { action: 'sign_in.refused', label: 'anonymous' })
      return { kind: 'refused' }
    }
    if (isOutdated(user.passwordHash)) {
      await rehashPassword(ctx.db, user, await hashPassword(input.password))
    }
  } catch (error) {
    if (!isTurnstileFull(error)) throw error
    await tried.takeBack()
    return { kind: 'busy' }
  }
  await tried.takeBack()
  await recordOfPerson(ctx, user.id, origin, { action: 'sign_in.succeeded' })
  const claims = { userId: user.id, version: user.sessionVersion, signedInAt: ctx.clock.now() }
  return { kind: 'signed_in', claims }
}
