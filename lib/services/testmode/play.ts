import { setTimeout as pause } from 'node:timers/promises'
import { eventsBetween } from '@/db/queries/events'
import { findInvoices, lockInvoices } from '@/db/queries/invoices'
import { claimLane, findLane, lockLane, updateLane, type LaneRow } from '@/db/queries/sandbox'
import { DomainError, isDomainError } from '@/lib/domain/errors'
import { serverTime, type ServiceContext } from '../context'
import { assembleInvoice } from '../invoices/loadInvoiceDetail'
import type { NetworkOutcome } from '../reconcile/reconcileNetwork'
import { inTransaction } from '../transaction'
import type { EventRow, InvoiceParts } from '../views'
import { applyStep, type SentPayment } from './applyStep'
import { laneTime } from './laneClock'
import { readLane, type Play } from './playing'
import { scheduleLane } from './reconcileLane'
import type { Step } from './steps'

/** A run of the scheduler that had begun is waited for. */
const LEASED_PAUSE_MS = 50
const LEASED_TRIES = 100

type Outcome = NetworkOutcome['outcome']

export type PlayedStep = {
  step: Step
  /** When it was over, by the invoice's own clock. */
  at: Date
  payment: SentPayment | null
  /** The invoice afterwards. */
  detail: InvoiceParts
  /** What was told meanwhile. */
  events: EventRow[]
  /** Whether the lane could be read afterwards. */
  network: 'up' | 'down'
}

/**
 * Lets steps happen to a test invoice, one after the other, on its own clock, which stands still between them: the same steps
 * have the same outcome. After each the lane is read like any network. All of it is one transaction, so that a play that
 * breaks off never was. Throws TEST_INVOICE_BUSY while others are played, TEST_INVOICE_FULL, VALIDATION_FAILED.
 */
export async function playSteps(
  ctx: ServiceContext,
  { network, invoiceId }: Pick<LaneRow, 'network' | 'invoiceId'>,
  steps: readonly Step[],
): Promise<PlayedStep[]> {
  return inTransaction(ctx, async (tx) => {
    const play = await begin(tx, network, invoiceId)
    let last: Outcome = 'done'
    let current = await currentParts(play)
    const played: PlayedStep[] = []
    for (const [index, step] of steps.entries()) {
      const { seq } = current.invoice
      const payment = await applyStep(play, current, step).catch((error: unknown) => {
        throw atStep(index + 1, error)
      })
      last = await readLane(play)
      current = await currentParts(play)
      const events = await eventsBetween(tx.db, invoiceId, seq, current.invoice.seq)
      const isUp = last === 'done'
      played.push({ step, at: play.now, payment, detail: current, events, network: isUp ? 'up' : 'down' })
    }
    await end(tx, play, last)
    return played
  })
}

/**
 * Locks the lane's cursor, then the invoice, then the lane: the order of all who lock several of them, so that none waits for
 * another in a circle. The first read takes the cursor.
 */
async function begin(tx: ServiceContext, id: string, invoiceId: string): Promise<Play> {
  const lane = (await claimLane(tx.db, id)) ? await findLane(tx.db, invoiceId) : null
  if (!lane) throw busy()
  const network = tx.networks.get(id)
  if (!network) throw new Error(`no network ${id}`)
  const play: Play = {
    ctx: { ...tx, clock: { now: () => play.now }, serverClock: tx.serverClock ?? tx.clock },
    network,
    lane,
    now: laneTime(lane, serverTime(tx)),
  }
  for (let tries = 1; (await readLane(play)) === 'leased'; tries++) {
    if (tries === LEASED_TRIES) throw busy()
    await pause(LEASED_PAUSE_MS)
  }
  await lockInvoices(tx.db, [invoiceId])
  await lockLane(tx.db, id)
  return play
}

/** The clock runs on from where the steps left it, and never behind where it would be without them. */
async function end(tx: ServiceContext, { lane, network, now }: Play, last: Outcome): Promise<void> {
  const aheadMs = Math.max(lane.aheadMs, now.getTime() - serverTime(tx).getTime())
  await updateLane(tx.db, lane.network, { aheadMs })
  await scheduleLane(tx, network, last)
}

async function currentParts({ ctx, lane }: Play): Promise<InvoiceParts> {
  const [invoice] = await findInvoices(ctx.db, [lane.invoiceId])
  if (!invoice) throw new Error(`no invoice ${lane.invoiceId}`)
  return assembleInvoice(ctx, invoice)
}

function busy(): DomainError {
  return new DomainError('TEST_INVOICE_BUSY', 'Steps are being played on this invoice already')
}

/** A refusal that says which step it is about, counted from 1. */
function atStep(step: number, error: unknown): unknown {
  if (!isDomainError(error)) return error
  const { code, message, detail } = error
  return new DomainError(code, message, { ...detail, constraints: { ...detail.constraints, step } })
}
