import { findWithdrawal } from '@/db/queries/withdrawals'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { withdrawalViews, type WithdrawalView } from './withdrawalView'

/** A withdrawal by its transaction; null where nobody has confirmed one by it. */
export async function getWithdrawal(
  ctx: ServiceContext,
  actor: Actor,
  { network, txHash }: { network: string; txHash: string },
): Promise<WithdrawalView | null> {
  mustBeAllowed(actor, 'settlements:read')
  const row = await findWithdrawal(ctx.db, actor, network, txHash.toLowerCase())
  const [view] = row ? await withdrawalViews(ctx, actor, [row]) : []
  return view ?? null
}
