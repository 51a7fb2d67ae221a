import { deleteTokens, hasToken, takeToken } from '@/db/queries/accountTokens'
import { findUser, findUserByEmail, markEmailVerified, setPassword } from '@/db/queries/users'
import { hashPassword } from '@/lib/auth/password'
import { passwordChangedMail, resetPasswordMail } from '@/lib/mail/messages'
import { recordOfPerson, UNKNOWN_ORIGIN, type Origin } from '../audit/recordOfPerson'
import type { RootContext, ServiceContext } from '../context'
import { postMail } from '../mail/postMail'
import { admit } from '../throttle/admit'
import { inTransaction } from '../transaction'
import { hashOf } from './accountToken'
import { askLimits, mailLimits, type Client } from './limits'
import { passwordLink } from './passwordLink'

/** Whether this network may ask for one more link. */
export async function mayAskForReset(ctx: RootContext, client: Client): Promise<boolean> {
  return (await admit(ctx, askLimits(client))).admitted
}

/**
 * Mails a link to choose a new password (L3) when somebody has this address. Whoever asks is answered before this is done,
 * so that the time of the answer tells nothing either.
 */
export async function mailReset(
  ctx: RootContext,
  email: string,
  origin: Origin = UNKNOWN_ORIGIN,
): Promise<void> {
  const user = await findUserByEmail(ctx.db, email)
  if (!user || !(await admit(ctx, mailLimits(email))).admitted) return
  await inTransaction(ctx, async (tx) => {
    await postMail(tx, resetPasswordMail(user.email, await passwordLink(tx, user.id)))
    await recordOfPerson(tx, user.id, origin, { action: 'password.link_sent', label: 'anonymous' })
  })
}

/** Whether a link could be used: to look costs it nothing, as mail scanners do. */
export async function canResetPassword(ctx: ServiceContext, token: string): Promise<boolean> {
  return hasToken(ctx.db, hashOf(token), 'reset_password', ctx.clock.now())
}

/**
 * Sets the new password, once, and ends every session. Who could read the mail has the mailbox, so that its address counts
 * as confirmed. Gives the address, or null for a link that is used, old or wrong.
 */
export async function resetPassword(
  ctx: ServiceContext,
  { token, password }: { token: string; password: string },
  origin: Origin = UNKNOWN_ORIGIN,
): Promise<string | null> {
  // Nobody gets a password hashed for a made-up link.
  if (!(await canResetPassword(ctx, token))) return null
  const passwordHash = await hashPassword(password)
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock.now()
    const userId = await takeToken(tx.db, hashOf(token), 'reset_password', now)
    const user = userId ? await findUser(tx.db, userId) : null
    if (!user) return null
    await setPassword(tx.db, user.id, passwordHash)
    await markEmailVerified(tx.db, user.id, now)
    await deleteTokens(tx.db, user.id, 'verify_email')
    await recordOfPerson(tx, user.id, origin, { action: 'password.reset' })
    await postMail(tx, passwordChangedMail(user.email, ctx.policy.publicUrl))
    return user.email
  })
}
