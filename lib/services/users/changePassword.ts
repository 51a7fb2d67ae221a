import { deleteTokens } from '@/db/queries/accountTokens'
import { endSessions, findUser, setPassword } from '@/db/queries/users'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import type { SessionClaims } from '@/lib/auth/sessionToken'
import { passwordChangedMail } from '@/lib/mail/messages'
import { recordOfPerson, UNKNOWN_ORIGIN, type Origin } from '../audit/recordOfPerson'
import type { RootContext } from '../context'
import { postMail } from '../mail/postMail'
import { admit } from '../throttle/admit'
import { inTransaction } from '../transaction'
import { passwordLimits } from './limits'

export type ChangeResult = { kind: 'changed'; claims: SessionClaims } | { kind: 'refused' } | { kind: 'wait' }

/** Sets a new password for who knows the old one, and ends every session but the one that begins with the claims given back. */
export async function changePassword(
  ctx: RootContext,
  userId: string,
  input: { currentPassword: string; password: string },
  origin: Origin = UNKNOWN_ORIGIN,
): Promise<ChangeResult> {
  const tried = await admit(ctx, passwordLimits(userId))
  if (!tried.admitted) return { kind: 'wait' }
  const user = await findUser(ctx.db, userId)
  if (!(await verifyPassword(input.currentPassword, user?.passwordHash ?? null)) || !user) {
    return { kind: 'refused' }
  }
  await tried.takeBack()
  const passwordHash = await hashPassword(input.password)
  return inTransaction(ctx, async (tx) => {
    const version = await setPassword(tx.db, user.id, passwordHash)
    await deleteTokens(tx.db, user.id, 'reset_password')
    await recordOfPerson(tx, user.id, origin, { action: 'password.changed' })
    await postMail(tx, passwordChangedMail(user.email, ctx.policy.publicUrl))
    return { kind: 'changed', claims: { userId: user.id, version, signedInAt: tx.clock.now() } }
  })
}

/** Ends every session of a person, wherever it is. */
export async function signOutEverywhere(
  ctx: RootContext,
  userId: string,
  origin: Origin = UNKNOWN_ORIGIN,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await endSessions(tx.db, userId)
    await recordOfPerson(tx, userId, origin, { action: 'sessions.ended' })
  })
}
