import { deleteLogo } from '@/db/queries/logos'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { mustReachLive } from './mustReachLive'

/** Takes the merchant's logo away: its address answers no more. Throws NOT_FOUND where there is none. */
export async function removeLogo(ctx: ServiceContext, actor: Actor): Promise<void> {
  mustBeAllowed(actor, 'merchants:write')
  await inTransaction(ctx, async (tx) => {
    await mustReachLive(tx, actor)
    const id = await deleteLogo(tx.db, actor.merchantId)
    if (id === null) throw new DomainError('NOT_FOUND', 'There is no logo')
    await recordAudit(tx, { ...actor, mode: null }, { action: 'merchant.logo_removed', subject: id })
  })
}
