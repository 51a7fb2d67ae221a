import { confirmationsAt } from '@/lib/domain/confirmations'
import { refundStatus } from '@/lib/domain/refunds'
import type { RefundRow, RefundView } from '../views'

/** Refunds with what they are now, and their depth under the last proven block of their network (S7). */
export function refundViews(refunds: readonly RefundRow[], heads: ReadonlyMap<string, number>): RefundView[] {
  return refunds.map((refund) => {
    const stands = refund.blockNumber !== null && refund.orphanedAt === null
    const head = heads.get(refund.network) ?? refund.blockNumber ?? 0
    return {
      ...refund,
      status: refundStatus(refund),
      confirmations: stands ? confirmationsAt(head, refund.blockNumber ?? head) : 0,
    }
  })
}
