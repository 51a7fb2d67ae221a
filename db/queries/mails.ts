import { and, asc, eq, inArray, isNull, lte, or, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { mails } from '../schema'

export type MailRow = typeof mails.$inferSelect

export async function insertMail(db: Executor, row: InferInsertModel<typeof mails>): Promise<void> {
  await db.insert(mails).values(row)
}

/** Takes mails that are due until `until`; nobody else takes them meanwhile, and nobody waits for them here. */
export async function claimMails(
  db: Executor,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<MailRow[]> {
  const due = db
    .select({ id: mails.id })
    .from(mails)
    .where(and(lte(mails.nextTryAt, now), or(isNull(mails.claimedUntil), lte(mails.claimedUntil, now))))
    .orderBy(asc(mails.nextTryAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  return db
    .update(mails)
    .set({ claimedUntil: until, tries: sql`${mails.tries} + 1` })
    .where(inArray(mails.id, due))
    .returning()
}

export async function deleteMail(db: Executor, id: string): Promise<void> {
  await db.delete(mails).where(eq(mails.id, id))
}

export async function postponeMail(db: Executor, id: string, nextTryAt: Date): Promise<void> {
  await db.update(mails).set({ nextTryAt, claimedUntil: null }).where(eq(mails.id, id))
}
