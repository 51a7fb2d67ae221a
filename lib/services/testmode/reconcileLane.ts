import { laneOutlook, updateLane, type LaneOutlook, type LaneRow } from '@/db/queries/sandbox'
import { createLaneReader } from '@/lib/chains/sandbox/reader'
import { createLaneWallet } from '@/lib/chains/sandbox/wallet'
import { serverTime, type RootContext } from '../context'
import { reconcileNetwork, type NetworkOutcome } from '../reconcile/reconcileNetwork'
import { sweepNetwork } from '../sweep/sweepNetwork'
import { laneTime, onLaneClock } from './laneClock'

/** An open invoice is looked at this often at least, so that its page never calls the lane late. */
const OPEN_EVERY_MS = 60_000
const RETRY_AFTER_MS = 2_000

/**
 * Reads one lane as every network is read, on the lane's own clock, and sweeps it with the sweeper (ADR 0015): only where its
 * blocks come from is another.
 */
export async function reconcileLane(
  ctx: RootContext,
  lane: LaneRow,
  budgetMs: number,
): Promise<NetworkOutcome> {
  const network = ctx.networks.get(lane.network)
  if (!network) throw new Error(`no network ${lane.network}`)
  const own = onLaneClock(ctx, lane)
  const reader = createLaneReader(ctx.db, network, own.clock)
  const networks = { ...ctx.networks, readers: () => reader, second: () => null }
  return reconcileNetwork({ ...own, networks }, network, budgetMs, (run) =>
    sweepNetwork(run, createLaneWallet(ctx.db, network, own.clock)),
  )
}

/** Notes when a lane is to be read next: soon while something moves, at its expiry, or not at all until someone plays on it. */
export async function scheduleLane(ctx: RootContext, lane: LaneRow, outcome: NetworkOutcome): Promise<void> {
  const now = serverTime(ctx)
  const outlook = await laneOutlook(ctx.db, lane)
  const wait = outcome.outcome === 'done' ? waitFor(ctx, lane, outlook) : RETRY_AFTER_MS
  await updateLane(ctx.db, lane.network, { dueAt: wait === null ? null : new Date(now.getTime() + wait) })
}

function waitFor(ctx: RootContext, lane: LaneRow, outlook: LaneOutlook): number | null {
  const blockTimeMs = ctx.networks.get(lane.network)?.blockTimeMs ?? 0
  if (outlook.confirming || outlook.sweeping) return blockTimeMs
  if (!outlook.open) return null
  const untilExpiry = outlook.expiresAt.getTime() - laneTime(lane, serverTime(ctx)).getTime()
  // A block after it is what proves that the time is over (S6).
  return Math.min(OPEN_EVERY_MS, Math.max(0, untilExpiry) + 2 * blockTimeMs)
}
