import { isAllotted } from '@/lib/domain/refunds'
import type { RefundRow } from '../views'

/**
 * What refunds take of an excess in the asset that an invoice is settled in: those on their way, and those done since it was
 * settled. What gives back money that did not pay the invoice is no part of it (F6, D8).
 */
export function takenByRefunds(
  refunds: readonly RefundRow[],
  settled: { network: string; token: string; settledAt: Date | null },
): bigint {
  const { network, token, settledAt } = settled
  return refunds
    .filter((refund) => refund.network === network && refund.token === token && isAllotted(refund))
    .filter(({ confirmedAt }) => !confirmedAt || (settledAt !== null && confirmedAt >= settledAt))
    .reduce((total, refund) => total + refund.amount - refund.uncounted, 0n)
}
