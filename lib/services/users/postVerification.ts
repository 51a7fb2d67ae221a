import type { UserRow } from '@/db/queries/users'
import { verifyEmailMail } from '@/lib/mail/messages'
import type { ServiceContext } from '../context'
import { postMail } from '../mail/postMail'
import { issueToken } from './accountToken'

/** Mails a link that confirms the address (L3), in the caller's transaction. */
export async function postVerification(
  ctx: ServiceContext,
  user: Pick<UserRow, 'id' | 'email'>,
): Promise<void> {
  const token = await issueToken(ctx, user.id, 'verify_email')
  await postMail(ctx, verifyEmailMail(user.email, `${ctx.policy.publicUrl}/verify-email?token=${token}`))
}
