import { countLaneTransfers, insertLaneTransfers, laneTransfers } from '@/db/queries/sandbox'
import { refundsOf } from '@/db/queries/refunds'
import { payableBySymbol, type PayableToken } from '@/lib/chains/payable'
import { branchOf, headNumber, isCanonical, laneHash } from '@/lib/chains/sandbox/laneChain'
import { laneAddress } from '@/lib/chains/sandbox/wallet'
import { DomainError } from '@/lib/domain/errors'
import { inTurn, isUnsettled } from '../refunds/matching'
import { refundWallets } from '../refunds/refundWallets'
import type { InvoiceParts } from '../views'
import { chainOf, changeLane, mineBlock, passTime, type Play } from './playing'
import type { Step } from './steps'
import { testAmount } from './testAmount'

/** Whoever sees the page may press its buttons: a lane holds so many transfers and reorganisations, and no more. */
const MOST_TRANSFERS = 100
const MOST_FORKS = 50

/** What a step sent: base units, and the transaction it went with. */
export type SentPayment = { token: string; decimals: number; amount: bigint; txHash: string }

/** Lets one step happen to the lane; `current` is the invoice before it. Returns what it sent. */
export async function applyStep(play: Play, current: InvoiceParts, step: Step): Promise<SentPayment | null> {
  switch (step.type) {
    case 'pay':
      return pay(play, current, step)
    case 'wait':
      await passTime(play, endOfWait(play, current, step.until))
      return null
    case 'undo':
      await undo(play, step)
      return null
    case 'refund':
      return giveBack(play, current, step)
    case 'down':
      await changeLane(play, { downUntil: new Date(play.now.getTime() + step.ms) })
      return null
  }
}

/** Puts a transfer into the next block, and mines it. */
async function pay(
  play: Play,
  current: InvoiceParts,
  step: Extract<Step, { type: 'pay' }>,
): Promise<SentPayment> {
  const { token, amount } = testAmount(play.network, current, step)
  const from = laneAddress(play.lane.network, 'payer')
  return transfer(play, { token, amount, from, to: current.option.address })
}

/** What the merchant's wallet would send: the very transfer that a prepared refund asks for (F6). */
async function giveBack(
  play: Play,
  { invoice }: InvoiceParts,
  step: Extract<Step, { type: 'refund' }>,
): Promise<SentPayment> {
  const open = (await refundsOf(play.ctx.db, [invoice.id])).filter(isUnsettled)
  const refund = inTurn(open).find((one) => step.refund === null || one.id === step.refund)
  const token = refund && payableBySymbol(play.network, refund.token)
  const wallets = (await refundWallets(play.ctx, [invoice])).get(invoice.id) ?? []
  const [from] = wallets
  if (!refund || !token || !from) {
    throw new DomainError('VALIDATION_FAILED', 'There is no prepared refund to send', {
      field: 'refund',
      suggestions: ['Prepare one: POST /api/v1/invoices/{id}/refunds'],
    })
  }
  return transfer(play, { token, amount: refund.amount, from, to: refund.recipient })
}

async function transfer(
  play: Play,
  { token, amount, from, to }: { token: PayableToken; amount: bigint; from: string; to: string },
): Promise<SentPayment> {
  const { ctx, lane } = play
  const before = await countLaneTransfers(ctx.db, lane.network)
  if (before >= MOST_TRANSFERS) throw full(`takes ${MOST_TRANSFERS} simulated payments at most`)
  const block = mineBlock(play)
  const txHash = laneHash(lane.network, `payment/${before}`)
  await insertLaneTransfers(ctx.db, [
    {
      network: lane.network,
      txHash,
      position: token.address === null ? -1 : 0,
      blockNumber: block,
      branch: branchOf(lane, block),
      kind: 'transfer',
      token: token.address,
      fromAddress: from,
      toAddress: to,
      amount,
      createdAt: play.now,
    },
  ])
  return { token: token.symbol, decimals: token.decimals, amount, txHash }
}

function endOfWait(
  { now, network }: Play,
  { invoice, option }: InvoiceParts,
  until: Extract<Step, { type: 'wait' }>['until'],
): Date {
  if (typeof until === 'object') return new Date(now.getTime() + until.ms)
  const blocks = (count: number) => count * network.blockTimeMs
  if (until === 'confirmed') return new Date(now.getTime() + blocks(option.requiredConfirmations))
  // That the time is over is proven by a block after it (S6).
  return new Date(Math.max(now.getTime(), invoice.expiresAt.getTime() + blocks(2)))
}

/** Replaces the last blocks by others; what they held is gone, or mined again in the next one. */
async function undo(play: Play, step: Extract<Step, { type: 'undo' }>): Promise<void> {
  const { ctx, lane } = play
  if (lane.forks.length >= MOST_FORKS) throw full(`takes ${MOST_FORKS} reorganisations at most`)
  const rows = (await laneTransfers(ctx.db, lane.network)).filter((row) => isCanonical(lane, row))
  const newest = Math.max(0, ...rows.filter((row) => row.kind === 'transfer').map((row) => row.blockNumber))
  const head = headNumber(chainOf(play), play.now)
  const kept = Math.max(0, step.blocks === 'payment' ? newest - 1 : head - step.blocks)
  await changeLane(play, { forks: [...lane.forks, kept] })
  if (!step.again) return
  const block = mineBlock(play)
  const undone = rows.filter((row) => row.kind === 'transfer' && row.blockNumber > kept)
  await insertLaneTransfers(
    ctx.db,
    undone.map((row) => ({ ...row, blockNumber: block, branch: branchOf(play.lane, block) })),
  )
}

function full(what: string): DomainError {
  return new DomainError('TEST_INVOICE_FULL', `A test invoice ${what}: make a new one`)
}
