import { advanceWitnessOf } from '@/db/queries/addresses'
import { canonicalPaymentsAt, updatePayment, type PaymentRow } from '@/db/queries/payments'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { agrees } from './agrees'
import { correctedEvent } from './correctedEvent'
import { fenced, type Run } from './run'
import type { Gap } from './gap'
import { sharingReceipts } from './sharingReceipts'
import { unexplainedAt } from './unexplained'

type Cut = { payment: PaymentRow; amount: bigint }

/** By how much the credits of one block exceed what arrived in it, and what is unexplained at its end. */
type Shortfall = { block: number; missing: bigint; after: bigint | null }

/** Blocks, or receipts, asked about at once. */
const AT_ONCE = 8

/**
 * What is credited is what arrived: a token that takes a fee on transfer delivers less than its log says, so the credits of
 * each block come down to what its end shows, since the block's time decides whether that came in time (S4, S6). What was
 * there and left since, by a sweep whose log the provider does not show, stays credited. Some blocks at a time are written, and
 * where nothing else differs (`isOnly`) agreement moves on with them: a run that is cut off leaves less to the next.
 */
export async function lowerCredits(run: Run, gap: Gap, isOnly: boolean): Promise<void> {
  const credits = await canonicalPaymentsAt(run.ctx.db, gap.address.id, gap.token.symbol)
  let short = -gap.amount
  const blocks = blocksInDoubt(gap, credits)
  for (let start = 0; start < blocks.length && short > 0n; start += AT_ONCE) {
    const part = blocks.slice(start, start + AT_ONCE)
    const shortfalls = await Promise.all(part.map((block) => missingIn(run, gap, block)))
    const cuts: Cut[] = []
    for (const { block, missing } of shortfalls) {
      const own = credits.filter((payment) => payment.blockNumber === block)
      const found = await cutsOf(run, own, smaller(missing, short))
      cuts.push(...found)
      short -= sumOf(found)
    }
    const last = shortfalls.at(-1)
    const agrees = isOnly && last?.after !== null && last?.after === -sumOf(cuts)
    await write(run, gap, cuts, agrees ? last.block : null)
  }
  if (short > 0n) {
    run.ctx.log.error(
      { network: run.network.id, address: gap.address.address, token: gap.token.symbol },
      'money left a deposit address by a sweep that the provider does not show',
    )
  }
}

/**
 * Blocks after the last agreement, the oldest first; then those whose credits are not confirmed, which are asked about again
 * however long ago a provider's balance agreed with them.
 */
function blocksInDoubt({ address }: Gap, credits: readonly PaymentRow[]): number[] {
  const oldestFirst = credits.toReversed()
  const since = oldestFirst.filter((payment) => payment.blockNumber > address.witnessedBlock)
  const unconfirmed = oldestFirst.filter((payment) => !payment.confirmedAt)
  return [...new Set([...since, ...unconfirmed].map((payment) => payment.blockNumber))]
}

async function cutsOf(run: Run, credited: readonly PaymentRow[], missing: bigint): Promise<Cut[]> {
  if (missing === 0n) return []
  const cuts: Cut[] = []
  let left = missing
  for (const payment of await leastCredibleFirst(run, credited)) {
    const amount = smaller(payment.amount, left)
    if (amount > 0n) cuts.push({ payment, amount })
    left -= amount
  }
  return cuts
}

async function write(run: Run, gap: Gap, cuts: readonly Cut[], agreedAt: number | null): Promise<void> {
  if (cuts.length === 0 && agreedAt === null) return
  await fenced(run, async (ctx) => {
    const events: NewEvent[] = []
    for (const { payment, amount: cut } of cuts) {
      const amount = payment.amount - cut
      await updatePayment(ctx.db, payment.id, { amount })
      events.push(correctedEvent(payment, amount))
    }
    if (agreedAt !== null) await advanceWitnessOf(ctx.db, gap.address.id, agreedAt)
    if (events.length > 0) await reassess(ctx, new Map([[gap.address.invoiceId, events]]))
  })
}

/** What the provider has no transfer for any more was never there; only then is it the newest that delivered less than it said. */
async function leastCredibleFirst(run: Run, credited: readonly PaymentRow[]): Promise<PaymentRow[]> {
  const reader = sharingReceipts(run.reader)
  const stands = new Set<string>()
  for (let start = 0; start < credited.length; start += AT_ONCE) {
    const part = credited.slice(start, start + AT_ONCE)
    const agreed = await Promise.all(part.map((payment) => agrees(run, reader, payment)))
    for (const [index, payment] of part.entries()) if (agreed[index]) stands.add(payment.id)
  }
  return credited.toSorted((a, b) => Number(stands.has(a.id)) - Number(stands.has(b.id)))
}

/** Nothing is missing where the provider cannot show the block's state, or that before it. */
async function missingIn(run: Run, gap: Gap, block: number): Promise<Shortfall> {
  const after = await unexplainedAt(run, gap, block)
  if (after === null || after >= 0n) return { block, missing: 0n, after }
  const before = await unexplainedAt(run, gap, block - 1)
  return { block, missing: before === null || before <= after ? 0n : before - after, after }
}

function sumOf(cuts: readonly Cut[]): bigint {
  return cuts.reduce((sum, cut) => sum + cut.amount, 0n)
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
