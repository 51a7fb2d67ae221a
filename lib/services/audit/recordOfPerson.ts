import { merchantsOf } from '@/db/queries/users'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { recordAudit, type NewAuditLine } from './recordAudit'

/** Where a page's request came from. */
export type Origin = Pick<Author, 'ipAddress' | 'userAgent'>

/** A page that does not tell where its request came from. */
export const UNKNOWN_ORIGIN: Origin = { ipAddress: null, userAgent: null }

/**
 * A line about a person's account, by themselves unless said, in the log of each merchant that they belong to; nobody's (null), such
 * as a sign-in with an address that has no account, goes to the instance's log, and takes as much work.
 */
export async function recordOfPerson(
  ctx: ServiceContext,
  userId: string | null,
  origin: Origin,
  { label, ...line }: Omit<NewAuditLine, 'subject'> & { label?: string },
): Promise<void> {
  const author = { ...origin, label: label ?? (userId ? `user:${userId}` : 'anonymous'), requestId: null }
  const merchants = userId === null ? [] : await merchantsOf(ctx.db, userId)
  const logs = merchants.length > 0 ? merchants : [null]
  for (const merchantId of logs) {
    await recordAudit(ctx, { ...author, merchantId, mode: null }, { ...line, subject: userId })
  }
}
