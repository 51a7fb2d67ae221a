import { insertMail } from '@/db/queries/mails'
import { newId } from '@/lib/ids'
import type { Mail } from '@/lib/mail/port'
import type { ServiceContext } from '../context'

/** Writes a mail in the caller's transaction; it leaves after the commit, by `deliverMails`. */
export async function postMail(ctx: ServiceContext, mail: Mail): Promise<void> {
  const now = ctx.clock.now()
  const id = newId('mail', now)
  await insertMail(ctx.db, {
    id,
    sealed: ctx.secrets.seal(JSON.stringify(mail), 'mails.sealed', id),
    nextTryAt: now,
    createdAt: now,
  })
}
