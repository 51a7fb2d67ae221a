import type { CursorRow } from '@/db/queries/networks'
import type { LaneRow } from '@/db/queries/sandbox'
import type { OpenNetwork } from '@/lib/chains/registry'
import { serverTime, type ServiceContext } from '../context'
import { isDelayed, isLate } from '../networks/delay'
import { laneTime } from './laneClock'

/**
 * True when what the page says of a lane may be old (S6): it could not be read, or should have been by now. A lane on which
 * nothing can happen is not read, however old its last block is.
 */
export function isLaneDelayed(
  ctx: ServiceContext,
  network: OpenNetwork,
  lane: LaneRow,
  state: CursorRow | null,
): boolean {
  const server = serverTime(ctx)
  if (state?.lastError) return isDelayed(network, state, laneTime(lane, server))
  return lane.dueAt !== null && isLate(network, server.getTime() - lane.dueAt.getTime())
}
