import { updateLane, type LaneRow } from '@/db/queries/sandbox'
import type { OpenNetwork } from '@/lib/chains/registry'
import { blockTime, headNumber, type LaneChain } from '@/lib/chains/sandbox/laneChain'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import type { NetworkOutcome } from '../reconcile/reconcileNetwork'
import { outlookOf } from './outlook'
import { reconcileLane } from './reconcileLane'

/** A lane while steps are played on it: its clock stands still but for them. */
export type Play = {
  /** On the lane's clock, in the transaction of the whole play. */
  ctx: ServiceContext
  network: OpenNetwork
  lane: LaneRow
  now: Date
}

const READ_BUDGET_MS = 20_000
/** A sweep is sent, mined and seen within so many blocks. */
const SWEEP_BLOCKS = 4
/** How far a lane's clock goes ahead of the server's. */
const MOST_AHEAD_MS = 366 * 24 * 60 * 60_000

/** Reads the lane at the time where it stands, and goes on for the few blocks that a sweep takes. */
export async function readLane(play: Play): Promise<NetworkOutcome['outcome']> {
  let { outcome } = await reconcileLane(play.ctx, play.network, READ_BUDGET_MS)
  for (let block = 0; block < SWEEP_BLOCKS && outcome === 'done'; block++) {
    if (!(await outlookOf(play.ctx, play.network, play.lane)).sweeping) break
    mineBlock(play)
    outcome = (await reconcileLane(play.ctx, play.network, READ_BUDGET_MS)).outcome
  }
  return outcome
}

/** Lets time pass on the lane, and reads it whenever something happens by itself, as it would have been read meanwhile. */
export async function passTime(play: Play, until: Date): Promise<void> {
  const end = play.lane.genesisAt.getTime() + MOST_AHEAD_MS
  if (until.getTime() > end) {
    throw new DomainError('VALIDATION_FAILED', 'The clock of a test invoice goes on for a year at most')
  }
  for (;;) {
    const { next } = await outlookOf(play.ctx, play.network, play.lane)
    if (!next || next >= until) break
    moveTo(play, next)
    await readLane(play)
  }
  moveTo(play, until)
}

/** Moves the clock on to the next block; returns its number. */
export function mineBlock(play: Play): number {
  const chain = chainOf(play)
  const block = headNumber(chain, play.now) + 1
  moveTo(play, blockTime(chain, block))
  return block
}

export function chainOf({ lane, network }: Pick<Play, 'lane' | 'network'>): LaneChain {
  return { ...lane, blockTimeMs: network.blockTimeMs }
}

export async function changeLane(play: Play, set: Parameters<typeof updateLane>[2]): Promise<void> {
  await updateLane(play.ctx.db, play.lane.network, set)
  play.lane = { ...play.lane, ...set }
}

/** Never back. */
function moveTo(play: Play, at: Date): void {
  if (at > play.now) play.now = at
}
