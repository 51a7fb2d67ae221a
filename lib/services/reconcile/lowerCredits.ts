import { canonicalPaymentsAt, updatePayment } from '@/db/queries/payments'
import { formatUnits } from '@/lib/domain/money'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { fenced, type Run } from './run'
import type { Gap } from './gap'
import { unexplainedAt } from './unexplained'

/**
 * What is credited is what arrived: a token that takes a fee on transfer delivers less than its log says, so the newest
 * credits come down until they add up to the balance (S4). What was there and left since, by a sweep whose log the provider
 * does not show, stays credited.
 */
export async function lowerCredits(run: Run, gap: Gap): Promise<void> {
  const short = await neverArrived(run, gap)
  if (short < -gap.amount) {
    run.ctx.log.error(
      { network: run.network.id, address: gap.address.address, token: gap.token.symbol },
      'money left a deposit address by a sweep that the provider does not show',
    )
  }
  if (short === 0n) return
  await fenced(run, async (ctx) => {
    let missing = short
    const events: NewEvent[] = []
    for (const payment of await canonicalPaymentsAt(ctx.db, gap.address.id, gap.token.symbol)) {
      if (missing === 0n) break
      const cut = payment.amount < missing ? payment.amount : missing
      if (cut === 0n) continue
      missing -= cut
      const amount = payment.amount - cut
      await updatePayment(ctx.db, payment.id, { amount })
      events.push({
        type: 'payment.corrected',
        data: {
          payment: payment.id,
          from: formatUnits(payment.amount, payment.decimals),
          to: formatUnits(amount, payment.decimals),
          token: payment.token,
        },
      })
    }
    await reassess(ctx, new Map([[gap.address.invoiceId, events]]))
  })
}

/** How much was missing already when the last credit arrived; none where the provider cannot show that block's state. */
async function neverArrived(run: Run, gap: Gap): Promise<bigint> {
  const [newest] = await canonicalPaymentsAt(run.ctx.db, gap.address.id, gap.token.symbol)
  const then = newest ? await unexplainedAt(run, gap, newest.blockNumber) : null
  if (then === null || then >= 0n) return 0n
  return then < gap.amount ? -gap.amount : -then
}
