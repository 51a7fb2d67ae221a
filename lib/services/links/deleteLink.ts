import { lockLink, updateLink } from '@/db/queries/paymentLinks'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { linkNotFound, linkView, type LinkView } from './linkView'

/** Ends a link for good. Its sessions stay, can still be paid, and name it; its slug is never given away again. Throws NOT_FOUND. */
export async function deleteLink(ctx: ServiceContext, actor: Actor, id: string): Promise<LinkView> {
  mustBeAllowed(actor, 'links:write')
  return inTransaction(ctx, async (tx) => {
    const link = await lockLink(tx.db, actor, id)
    if (!link) throw linkNotFound()
    const now = tx.clock.now()
    const deleted = await updateLink(tx.db, id, { active: false, deletedAt: now, updatedAt: now })
    await recordAudit(tx, actor, {
      action: 'payment_link.deleted',
      subject: id,
      changes: fieldsOf(deleted, ['slug', 'title']),
    })
    return linkView(tx, deleted)
  })
}
