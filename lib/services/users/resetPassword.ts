import { deleteTokens, holderOfToken, takeToken } from '@/db/queries/accountTokens'
import { findUser, findUserByEmail, markEmailVerified, setPassword } from '@/db/queries/users'
import { hashPassword, UNCLAIMED } from '@/lib/auth/password'
import { passwordChangedMail, resetPasswordMail } from '@/lib/mail/messages'
import { recordOfPerson, UNKNOWN_ORIGIN, type Origin } from '../audit/recordOfPerson'
import type { RootContext, ServiceContext } from '../context'
import { endKeysOfRegistration } from '../apiKeys/endKeysOfRegistration'
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

/**
 * What a link would open, or null when it opens nothing: to look costs it nothing, as mail scanners do. `unclaimed` is an account
 * that was registered over the API, by whoever holds its keys.
 */
export async function lookAtResetLink(
  ctx: ServiceContext,
  token: string,
): Promise<{ unclaimed: boolean } | null> {
  const userId = await holderOfToken(ctx.db, hashOf(token), 'reset_password', ctx.clock.now())
  const user = userId === null ? null : await findUser(ctx.db, userId)
  return user && { unclaimed: user.passwordHash === UNCLAIMED }
}

/**
 * Sets the new password, once, and ends every session. Who could read the mail has the mailbox, so that its address counts
 * as confirmed. Who claims an account that was registered over the API ends the keys that were handed out then, unless they say
 * that it was them. Gives the address, or null for a link that is used, old or wrong.
 */
export async function resetPassword(
  ctx: ServiceContext,
  { token, password, keepKeys = false }: { token: string; password: string; keepKeys?: boolean },
  origin: Origin = UNKNOWN_ORIGIN,
): Promise<string | null> {
  // Nobody gets a password hashed for a made-up link.
  if (!(await lookAtResetLink(ctx, token))) return null
  const passwordHash = await hashPassword(password)
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock.now()
    const userId = await takeToken(tx.db, hashOf(token), 'reset_password', now)
    const user = userId ? await findUser(tx.db, userId) : null
    if (!user) return null
    await setPassword(tx.db, user.id, passwordHash)
    await markEmailVerified(tx.db, user.id, now)
    await deleteTokens(tx.db, user.id, 'verify_email')
    if (user.passwordHash === UNCLAIMED && !keepKeys) await endKeysOfRegistration(tx, user.id, origin)
    await recordOfPerson(tx, user.id, origin, { action: 'password.reset' })
    await postMail(tx, passwordChangedMail(user.email, ctx.policy.publicUrl))
    return user.email
  })
}
