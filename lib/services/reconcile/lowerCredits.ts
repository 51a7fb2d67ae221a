import { canonicalPaymentsAt, updatePayment } from '@/db/queries/payments'
import { formatUnits } from '@/lib/domain/money'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { fenced, type Run } from './run'
import type { Gap } from './gap'

/**
 * What is credited is what arrived: a token that takes a fee on transfer delivers less than its log says, so the newest
 * credits come down until they add up to the balance (S4).
 */
export async function lowerCredits(run: Run, gap: Gap): Promise<void> {
  await fenced(run, async (ctx) => {
    let missing = -gap.amount
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
