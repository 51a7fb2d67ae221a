import { setTimeout as pause } from 'node:timers/promises'
import {
  claimLane,
  insertLaneTransfers,
  laneOutlook,
  laneTransfers,
  updateLane,
  type LaneRow,
} from '@/db/queries/sandbox'
import type { OpenNetwork } from '@/lib/chains/registry'
import {
  blockTime,
  branchOf,
  headNumber,
  isCanonical,
  laneHash,
  type LaneChain,
} from '@/lib/chains/sandbox/laneChain'
import { laneAddress } from '@/lib/chains/sandbox/wallet'
import { DomainError } from '@/lib/domain/errors'
import { serverTime, type RootContext } from '../context'
import { assembleInvoice } from '../invoices/loadInvoiceDetail'
import type { NetworkOutcome } from '../reconcile/reconcileNetwork'
import type { InvoiceParts, InvoiceRow } from '../views'
import { findPublicInvoice } from '@/db/queries/invoices'
import { laneTime } from './laneClock'
import { reconcileLane, scheduleLane } from './reconcileLane'
import type { Step } from './steps'
import { testAmount } from './testAmount'

/** Steps are over within this, or the process that played them is gone. */
const CLAIM_MS = 120_000
const READ_BUDGET_MS = 60_000
/** A run of the scheduler that had begun is waited for. */
const LEASED_PAUSE_MS = 50
const LEASED_TRIES = 400
/** A sweep is sent, mined and seen within so many blocks. */
const SWEEP_BLOCKS = 4
/** What one lane may hold. */
const MAX_TRANSFERS = 200

export type PlayedStep = {
  /** When it was over, by the invoice's own clock. */
  at: Date
  /** The transaction that a payment was sent with. */
  txHash: string | null
  detail: InvoiceParts
  /** Whether the lane could be read afterwards. */
  network: 'up' | 'down'
}

type Play = { ctx: RootContext; network: OpenNetwork; invoice: InvoiceRow; lane: LaneRow }

/**
 * Lets steps happen to a test invoice, one after the other, on its own clock, which stands still between them: the same steps
 * have the same outcome. After each the lane is read like any network. Throws TEST_INVOICE_BUSY while others are played.
 */
export async function playSteps(
  ctx: RootContext,
  invoice: InvoiceRow,
  lane: LaneRow,
  steps: readonly Step[],
): Promise<PlayedStep[]> {
  const play = await begin(ctx, invoice, lane)
  let last: NetworkOutcome | null = null
  try {
    last = await read(play)
    const played: PlayedStep[] = []
    for (const step of steps) {
      const txHash = await apply(play, step)
      last = await read(play)
      const [at, detail] = [standing(play), await current(play)]
      played.push({ at, txHash, detail, network: last.outcome === 'done' ? 'up' : 'down' })
    }
    return played
  } finally {
    await end(play, last)
  }
}

async function begin(ctx: RootContext, invoice: InvoiceRow, { network: id }: LaneRow): Promise<Play> {
  const network = ctx.networks.get(id)
  if (!network) throw new Error(`no network ${id}`)
  const now = serverTime(ctx)
  const claimed = await claimLane(ctx.db, id, now, new Date(now.getTime() + CLAIM_MS))
  if (!claimed) throw new DomainError('TEST_INVOICE_BUSY', 'Steps are being played on this invoice already')
  const play = { ctx, network, invoice, lane: claimed }
  await change(play, { standsAt: new Date(now.getTime() + claimed.aheadMs) })
  return play
}

/** The clock runs on from where the steps left it. */
async function end(play: Play, last: NetworkOutcome | null): Promise<void> {
  await moveTo(play, standing(play))
  await change(play, { standsAt: null, busyUntil: null, dueAt: serverTime(play.ctx) })
  if (last) await scheduleLane(play.ctx, play.lane, last)
}

async function apply(play: Play, step: Step): Promise<string | null> {
  switch (step.type) {
    case 'pay':
      return pay(play, step)
    case 'wait':
      await moveTo(play, await endOfWait(play, step.until))
      return null
    case 'undo':
      await undo(play, step)
      return null
    case 'down':
      await change(play, { downUntil: new Date(standing(play).getTime() + step.ms) })
      return null
  }
}

/** Puts a transfer into the next block, and mines it. */
async function pay(play: Play, step: Extract<Step, { type: 'pay' }>): Promise<string> {
  const { ctx, network, lane } = play
  const detail = await current(play)
  const { token, amount } = testAmount(network, detail, step)
  const { length } = await laneTransfers(ctx.db, lane.network)
  if (length >= MAX_TRANSFERS) {
    throw new DomainError('VALIDATION_FAILED', `A test invoice takes at most ${MAX_TRANSFERS} transfers`)
  }
  const block = await mine(play)
  const txHash = laneHash(lane.network, `payment/${length}`)
  await insertLaneTransfers(ctx.db, [
    {
      network: lane.network,
      txHash,
      position: token.address === null ? -1 : 0,
      blockNumber: block,
      branch: branchOf(lane, block),
      kind: 'transfer',
      token: token.address,
      fromAddress: laneAddress(lane.network, 'payer'),
      toAddress: detail.option.address,
      amount,
      createdAt: standing(play),
    },
  ])
  return txHash
}

async function endOfWait(play: Play, until: Extract<Step, { type: 'wait' }>['until']): Promise<Date> {
  const now = standing(play).getTime()
  if (typeof until === 'object') return new Date(now + until.ms)
  if (until === 'confirmed') {
    const { option } = await current(play)
    return new Date(now + option.requiredConfirmations * play.network.blockTimeMs)
  }
  // Proven is that the time is over by a block after it (S6).
  return new Date(Math.max(now, play.invoice.expiresAt.getTime() + 2 * play.network.blockTimeMs))
}

/** Replaces the last blocks by others; what they held is gone, or mined again in the next one. */
async function undo(play: Play, step: Extract<Step, { type: 'undo' }>): Promise<void> {
  const { ctx, lane } = play
  const rows = (await laneTransfers(ctx.db, lane.network)).filter((row) => isCanonical(lane, row))
  const newest = Math.max(0, ...rows.filter((row) => row.kind === 'transfer').map((row) => row.blockNumber))
  const head = headNumber(chainOf(play), standing(play))
  const kept = Math.max(0, step.blocks === 'payment' ? newest - 1 : head - step.blocks)
  await change(play, { forks: [...lane.forks, kept] })
  if (!step.again) return
  const undone = rows.filter((row) => row.kind === 'transfer' && row.blockNumber > kept)
  const block = await mine(play)
  await insertLaneTransfers(
    ctx.db,
    undone.map((row) => ({ ...row, blockNumber: block, branch: branchOf(play.lane, block) })),
  )
}

/** Moves the clock on to the next block; returns its number. */
async function mine(play: Play): Promise<number> {
  const chain = chainOf(play)
  const block = headNumber(chain, standing(play)) + 1
  await moveTo(play, blockTime(chain, block))
  return block
}

/** Reads the lane at the time where it stands, and goes on for the few blocks that a sweep takes. */
async function read(play: Play): Promise<NetworkOutcome> {
  let outcome = await readOnce(play)
  for (let block = 0; block < SWEEP_BLOCKS && outcome.outcome === 'done'; block++) {
    if (!(await laneOutlook(play.ctx.db, play.lane)).sweeping) break
    await mine(play)
    outcome = await readOnce(play)
  }
  return outcome
}

async function readOnce({ ctx, lane }: Play): Promise<NetworkOutcome> {
  for (let tries = 1; ; tries++) {
    const outcome = await reconcileLane(ctx, lane, READ_BUDGET_MS)
    if (outcome.outcome !== 'leased' || tries === LEASED_TRIES) return outcome
    await pause(LEASED_PAUSE_MS)
  }
}

async function current({ ctx, invoice }: Play): Promise<InvoiceParts> {
  const row = await findPublicInvoice(ctx.db, invoice.id)
  return assembleInvoice(ctx, row ?? invoice)
}

function standing({ ctx, lane }: Play): Date {
  return lane.standsAt ?? laneTime(lane, serverTime(ctx))
}

function chainOf({ lane, network }: Play): LaneChain {
  return { ...lane, blockTimeMs: network.blockTimeMs }
}

async function moveTo(play: Play, at: Date): Promise<void> {
  const now = serverTime(play.ctx).getTime()
  await change(play, {
    standsAt: at,
    aheadMs: at.getTime() - now,
    busyUntil: new Date(now + CLAIM_MS),
  })
}

async function change(play: Play, set: Parameters<typeof updateLane>[2]): Promise<void> {
  await updateLane(play.ctx.db, play.lane.network, set)
  play.lane = { ...play.lane, ...set }
}
