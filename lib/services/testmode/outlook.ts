import { laneOutlook, type LaneRow } from '@/db/queries/sandbox'
import type { OpenNetwork } from '@/lib/chains/registry'
import { blockTime } from '@/lib/chains/sandbox/laneChain'
import type { ServiceContext } from '../context'

/** What may happen on a lane without anyone playing on it. */
export type Outlook = {
  /** Money is not final yet; every block brings it on. */
  confirming: boolean
  /** A sweep is on its way, which the next blocks mine. */
  sweeping: boolean
  /** It cannot be read now, because a step says so. */
  down: boolean
  /** When the next thing happens by the lane's clock; null when nothing will. */
  next: Date | null
}

/**
 * Looks ahead on a lane, from now on its clock: when its network comes back, a payment or refund becomes final, the invoice or
 * a refund runs out. That
 * the time is over is proven by a block after it (S6).
 */
export async function outlookOf(ctx: ServiceContext, network: OpenNetwork, lane: LaneRow): Promise<Outlook> {
  const { confirmsAt, sweeping, expiresAt, refundEndsAt } = await laneOutlook(ctx.db, lane)
  const chain = { ...lane, blockTimeMs: network.blockTimeMs }
  const now = ctx.clock.now()
  const down = lane.downUntil !== null && lane.downUntil > now
  const provenOver = (end: Date | null) => end && new Date(end.getTime() + 2 * network.blockTimeMs)
  const moments = [
    lane.downUntil,
    confirmsAt === null ? null : blockTime(chain, confirmsAt),
    provenOver(expiresAt),
    provenOver(refundEndsAt),
  ].filter((moment) => moment !== null && moment > now)
  return {
    confirming: confirmsAt !== null && !down,
    sweeping: sweeping && !down,
    down,
    next: moments.reduce((first, one) => (first && one && first < one ? first : one), null),
  }
}
