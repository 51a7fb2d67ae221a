import { lockLane, updateLane } from '@/db/queries/sandbox'
import { onlyProvider } from '@/lib/chains/provider'
import type { OpenNetwork } from '@/lib/chains/registry'
import { createLaneReader } from '@/lib/chains/sandbox/reader'
import { createLaneWallet } from '@/lib/chains/sandbox/wallet'
import { serverTime, type ServiceContext } from '../context'
import { reconcileNetwork, type NetworkOutcome } from '../reconcile/reconcileNetwork'
import { sweepNetwork } from '../sweep/sweepNetwork'
import { inTransaction } from '../transaction'
import { onLaneClock } from './laneClock'
import { outlookOf } from './outlook'

/** A lane that could not be read is tried again. */
const RETRY_AFTER_MS = 2_000

/**
 * Reads one lane as every network is read, and sweeps it with the sweeper (ADR 0015): only where its blocks come from is
 * another. `ctx` is on the lane's clock.
 */
export async function reconcileLane(
  ctx: ServiceContext,
  lane: OpenNetwork,
  budgetMs: number,
): Promise<NetworkOutcome> {
  const providers = onlyProvider(createLaneReader(ctx.db, lane, ctx.clock))
  const networks = { ...ctx.networks, providers: () => providers }
  return reconcileNetwork({ ...ctx, networks }, lane, budgetMs, (run) =>
    sweepNetwork(run, createLaneWallet(ctx.db, lane, ctx.clock)),
  )
}

/**
 * Notes when a lane is to be read next: with each block while something moves, else when something happens by itself, which may be
 * never. `ctx` is on the server's clock.
 */
export async function scheduleLane(
  ctx: ServiceContext,
  network: OpenNetwork,
  outcome: NetworkOutcome['outcome'],
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    // Steps may have been played since it was read.
    const lane = await lockLane(tx.db, network.id)
    if (!lane) return
    const own = onLaneClock(tx, lane)
    const { confirming, sweeping, down, next } = await outlookOf(own, network, lane)
    const waits = [
      confirming || sweeping ? network.blockTimeMs : null,
      outcome === 'done' || down ? null : RETRY_AFTER_MS,
      next && next.getTime() - own.clock.now().getTime(),
    ].filter((wait) => wait !== null)
    const dueAt = waits.length > 0 ? new Date(serverTime(tx).getTime() + Math.min(...waits)) : null
    await updateLane(tx.db, network.id, { dueAt })
  })
}
