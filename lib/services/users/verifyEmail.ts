import { holderOfToken, takeToken } from '@/db/queries/accountTokens'
import { findUser, markEmailVerified } from '@/db/queries/users'
import { recordOfPerson, UNKNOWN_ORIGIN, type Origin } from '../audit/recordOfPerson'
import type { RootContext, ServiceContext } from '../context'
import { admit } from '../throttle/admit'
import { inTransaction } from '../transaction'
import { hashOf } from './accountToken'
import { mailLimits } from './limits'
import { postVerification } from './postVerification'

/** Uses the link of a mail: the address is its owner's from now on (L3). False for a link that is used, old or wrong. */
export async function verifyEmail(
  ctx: ServiceContext,
  token: string,
  origin: Origin = UNKNOWN_ORIGIN,
): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock.now()
    const userId = await takeToken(tx.db, hashOf(token), 'verify_email', now)
    if (userId === null) return false
    await markEmailVerified(tx.db, userId, now)
    await recordOfPerson(tx, userId, origin, { action: 'email.verified' })
    return true
  })
}

/** Whether a link could be used: to look costs it nothing, as mail scanners do. */
export async function canVerifyEmail(ctx: ServiceContext, token: string): Promise<boolean> {
  return (await holderOfToken(ctx.db, hashOf(token), 'verify_email', ctx.clock.now())) !== null
}

/** Mails a new link to a person who is signed in; nothing when theirs is confirmed, or too many were sent. */
export async function askForVerification(ctx: RootContext, userId: string): Promise<void> {
  const user = await findUser(ctx.db, userId)
  if (!user || user.emailVerifiedAt || !(await admit(ctx, mailLimits(user.email))).admitted) return
  await inTransaction(ctx, (tx) => postVerification(tx, user))
}
