import { z } from 'zod'
import { claimMails, deleteMail, postponeMail, type MailRow } from '@/db/queries/mails'
import { describeError } from '@/lib/describeError'
import type { Mailer } from '@/lib/mail/port'
import type { RootContext } from '../context'

const AT_ONCE = 20
/** Longer than handing on so many can take. */
const CLAIM_MS = 5 * 60_000
const MOST_TRIES = 8
const mail = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/**
 * Sends the mail that is due, outside any transaction. What a server does not take is tried again, later each time, for
 * about two hours. Killed in between, it sends a mail twice rather than never.
 */
export async function deliverMails(ctx: RootContext, mailer: Mailer): Promise<{ sent: number }> {
  const now = ctx.clock.now()
  const until = new Date(now.getTime() + CLAIM_MS)
  const claimed = await claimMails(ctx.db, { now, until, limit: AT_ONCE })
  const results = await Promise.all(claimed.map((row) => deliver(ctx, mailer, row)))
  return { sent: results.filter(Boolean).length }
}

async function deliver(ctx: RootContext, mailer: Mailer, row: MailRow): Promise<boolean> {
  try {
    await mailer.send(mail.parse(JSON.parse(ctx.secrets.open(row.sealed, 'mails.sealed', row.id))))
  } catch (error) {
    const givenUp = row.tries >= MOST_TRIES
    ctx.log.error(
      { mail: row.id, tries: row.tries, givenUp, error: describeError(error) },
      'a mail was not sent',
    )
    if (givenUp) await deleteMail(ctx.db, row.id)
    else
      await postponeMail(ctx.db, row.id, new Date(ctx.clock.now().getTime() + 60_000 * 2 ** (row.tries - 1)))
    return false
  }
  await deleteMail(ctx.db, row.id)
  return true
}
