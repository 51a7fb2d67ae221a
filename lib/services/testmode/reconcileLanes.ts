import { dueLanes, type LaneRow } from '@/db/queries/sandbox'
import { describeError } from '@/lib/describeError'
import { serverTime, type RootContext } from '../context'
import { onLaneClock } from './laneClock'
import { reconcileLane, scheduleLane } from './reconcileLane'

/** Lanes read in one run; the others are first in the next. */
const LANES = 200
/** So few at once that real networks find connections to the database. */
const AT_ONCE = 2

/** Reads the lanes that are due, each on its own clock; trouble with one holds up no other, and no real network. */
export async function reconcileLanes(ctx: RootContext, { budgetMs }: { budgetMs: number }): Promise<void> {
  const end = serverTime(ctx).getTime() + budgetMs
  const left = () => end - serverTime(ctx).getTime()
  const due = await dueLanes(ctx.db, serverTime(ctx), LANES)
  const readOn = async () => {
    for (let lane = due.shift(); lane && left() > 0; lane = due.shift()) await readLaneNow(ctx, lane, left())
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readOn))
}

/** Reads one lane on its own clock; trouble with it is logged. */
export async function readLaneNow(ctx: RootContext, lane: LaneRow, budgetMs: number): Promise<void> {
  try {
    const network = ctx.networks.get(lane.network)
    if (!network) throw new Error(`no network ${lane.network}`)
    const { outcome } = await reconcileLane(onLaneClock(ctx, lane), network, budgetMs)
    await scheduleLane(ctx, network, outcome)
  } catch (error) {
    ctx.log.error({ network: lane.network, error: describeError(error) }, 'reading a lane failed')
  }
}
