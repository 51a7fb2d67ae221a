import { updateRefund } from '@/db/queries/refunds'
import { assetOf } from '@/lib/domain/coverage'
import { total } from '@/lib/domain/kept'
import { withdrawals } from '@/lib/domain/refunds'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { PaymentRow, RefundRow } from '../views'
import { refundEvent } from './refundEvent'

/**
 * F6: prepared + done <= received, also after money was undone: refunds that nobody has seen on the chain give way, the newest
 * first. The caller holds the invoice's lock. Returns the refunds as they are then.
 */
export async function withdrawUncovered(
  ctx: ServiceContext,
  refunds: readonly RefundRow[],
  payments: readonly PaymentRow[],
): Promise<{ refunds: readonly RefundRow[]; withdrawn: NewEvent[] }> {
  if (refunds.length === 0) return { refunds, withdrawn: [] }
  const now = ctx.clock.now()
  const gone = new Set(
    [...new Set(refunds.map(({ network, token }) => assetOf(network, token)))].flatMap((asset) => {
      const isOf = (row: { network: string; token: string }) => assetOf(row.network, row.token) === asset
      const standing = payments.filter((one) => isOf(one) && one.confirmedAt && !one.orphanedAt)
      const received = total(standing.map((one) => one.amount))
      return withdrawals({ received }, refunds.filter(isOf))
    }),
  )
  for (const id of gone) await updateRefund(ctx.db, id, { cancelledAt: now })
  return {
    refunds: refunds.map((one) => (gone.has(one.id) ? { ...one, cancelledAt: now } : one)),
    withdrawn: refunds
      .filter((one) => gone.has(one.id))
      .map((one) => refundEvent('refund.cancelled', one, { cause: 'no_longer_covered' })),
  }
}
