import { canonicalPaymentsAt, updatePayment, type PaymentRow } from '@/db/queries/payments'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { agrees } from './agrees'
import { correctedEvent } from './correctedEvent'
import { fenced, type Run } from './run'
import type { Gap } from './gap'
import { unexplainedAt } from './unexplained'

type Cut = { payment: PaymentRow; amount: bigint }

/**
 * What is credited is what arrived: a token that takes a fee on transfer delivers less than its log says, so the credits of
 * each block come down to what its end shows, since the block's time decides whether that came in time (S4, S6). What was
 * there and left since, by a sweep whose log the provider does not show, stays credited.
 */
export async function lowerCredits(run: Run, gap: Gap): Promise<void> {
  const cuts = await neverArrived(run, gap)
  const short = cuts.reduce((sum, cut) => sum + cut.amount, 0n)
  if (short < -gap.amount) {
    run.ctx.log.error(
      { network: run.network.id, address: gap.address.address, token: gap.token.symbol },
      'money left a deposit address by a sweep that the provider does not show',
    )
  }
  if (short === 0n) return
  await fenced(run, async (ctx) => {
    const events: NewEvent[] = []
    for (const { payment, amount: cut } of cuts) {
      const amount = payment.amount - cut
      await updatePayment(ctx.db, payment.id, { amount })
      events.push(correctedEvent(payment, amount))
    }
    await reassess(ctx, new Map([[gap.address.invoiceId, events]]))
  })
}

/** By how much the credits of each block in doubt exceed what arrived in it, the oldest first and at most the gap in all. */
async function neverArrived(run: Run, gap: Gap): Promise<Cut[]> {
  const credits = await canonicalPaymentsAt(run.ctx.db, gap.address.id, gap.token.symbol)
  // What is not confirmed is asked about again, however long ago a provider's balance agreed with it.
  const since = credits.filter(
    (payment) => payment.blockNumber > gap.address.witnessedBlock || !payment.confirmedAt,
  )
  const cuts: Cut[] = []
  let left = -gap.amount
  for (const block of new Set(since.map((payment) => payment.blockNumber).toReversed())) {
    let missing = smaller(await missingIn(run, gap, block), left)
    left -= missing
    if (missing === 0n) continue
    const credited = since.filter((one) => one.blockNumber === block)
    for (const payment of await leastCredibleFirst(run, credited)) {
      const amount = smaller(payment.amount, missing)
      if (amount > 0n) cuts.push({ payment, amount })
      missing -= amount
    }
  }
  return cuts
}

/** What the provider has no transfer for any more was never there; only then is it the newest that delivered less than it said. */
async function leastCredibleFirst(run: Run, credited: readonly PaymentRow[]): Promise<PaymentRow[]> {
  const stands = new Set<string>()
  for (const payment of credited) if (await agrees(run, run.reader, payment)) stands.add(payment.id)
  return credited.toSorted((a, b) => Number(stands.has(a.id)) - Number(stands.has(b.id)))
}

/** What the credits of one block have too much; nothing where the provider cannot show its state, or that before it. */
async function missingIn(run: Run, gap: Gap, block: number): Promise<bigint> {
  const after = await unexplainedAt(run, gap, block)
  if (after === null || after >= 0n) return 0n
  const before = await unexplainedAt(run, gap, block - 1)
  return before === null || before <= after ? 0n : before - after
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
