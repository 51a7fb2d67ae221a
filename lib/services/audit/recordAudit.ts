import { insertAuditEntry } from '@/db/queries/audit'
import type { AuditChanges, Mode } from '@/db/schema'
import { chainOf } from '@/lib/audit/line'
import { newId } from '@/lib/ids'
import { serverTime, type ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import type { AuditAction } from './actions'

/** Who did it, and in whose log it stands; an Actor is one. */
export type AuditAuthor = Author & {
  /** Null for what concerns the instance. */
  merchantId: string | null
  /** Null for what concerns the merchant as a whole, such as its people and its settings. */
  mode: Mode | null
}

export type NewAuditLine = {
  action: AuditAction
  /** Id of what was changed. */
  subject: string | null
  /** What changed, by name; `changesOf` makes it. Never a secret, and nothing that is somebody's own. */
  changes?: AuditChanges
  /** Changes of personal data: kept apart, so that it can be erased (L7). */
  personal?: AuditChanges
}

/** The operator, by a command on the server. */
export const OPERATOR: Author = {
  label: 'operator:command',
  ipAddress: null,
  userAgent: null,
  requestId: null,
}

/**
 * Writes a line of the audit log (ADR 0025), in the transaction of the change: both are there or neither. What happens to an
 * invoice is an event already, and written by `recordEvents` alone. Takes no lock; the chain follows later (Q5).
 */
export async function recordAudit(
  ctx: ServiceContext,
  author: AuditAuthor,
  { action, subject, changes = {}, personal = {} }: NewAuditLine,
): Promise<void> {
  const now = serverTime(ctx)
  await insertAuditEntry(ctx.db, chainOf(author), {
    id: newId('aud', now),
    merchantId: author.merchantId,
    mode: author.mode,
    action,
    subject,
    changes,
    personal: Object.keys(personal).length > 0 ? personal : null,
    actor: author.label,
    ipAddress: author.ipAddress,
    userAgent: author.userAgent,
    requestId: author.requestId,
    createdAt: now,
  })
}
