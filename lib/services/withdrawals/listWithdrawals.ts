import { pageOfWithdrawals } from '@/db/queries/withdrawals'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { Position } from '../page'
import { withdrawalViews, type WithdrawalView } from './withdrawalView'

/** What the merchant's own wallet has swept in this mode, the newest first, as far as they told of it. */
export async function listWithdrawals(
  ctx: ServiceContext,
  actor: Actor,
  { after, limit }: { after: Position | null; limit: number },
): Promise<{ withdrawals: WithdrawalView[]; next: Position | null }> {
  mustBeAllowed(actor, 'settlements:read')
  const rows = await pageOfWithdrawals(ctx.db, actor, { after, limit })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    withdrawals: await withdrawalViews(ctx, actor, shown),
    next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}
