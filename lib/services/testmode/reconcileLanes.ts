import { dueLanes, type LaneRow } from '@/db/queries/sandbox'
import { describeError } from '@/lib/describeError'
import { serverTime, type RootContext } from '../context'
import { reconcileLane, scheduleLane } from './reconcileLane'

/** Lanes read in one run; the others are first in the next. */
const LANES = 200
const AT_ONCE = 4

/** Reads the lanes that are due, each on its own clock; trouble with one holds up no other, and no real network. */
export async function reconcileLanes(ctx: RootContext, { budgetMs }: { budgetMs: number }): Promise<void> {
  const end = serverTime(ctx).getTime() + budgetMs
  const due = await dueLanes(ctx.db, serverTime(ctx), LANES)
  const left = () => end - serverTime(ctx).getTime()
  for (let start = 0; start < due.length && left() > 0; start += AT_ONCE) {
    await Promise.all(due.slice(start, start + AT_ONCE).map((lane) => readLane(ctx, lane, left())))
  }
}

async function readLane(ctx: RootContext, lane: LaneRow, budgetMs: number): Promise<void> {
  try {
    await scheduleLane(ctx, lane, await reconcileLane(ctx, lane, Math.max(1, budgetMs)))
  } catch (error) {
    ctx.log.error({ network: lane.network, error: describeError(error) }, 'reading a lane failed')
  }
}
