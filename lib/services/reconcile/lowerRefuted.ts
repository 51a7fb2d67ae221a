import { addressOf, rewindWitnessOf } from '@/db/queries/addresses'
import { updatePayment, type PaymentRow } from '@/db/queries/payments'
import { payableBySymbol } from '@/lib/chains/payable'
import { reassess } from '../invoices/reassess'
import { correctedEvent } from './correctedEvent'
import { fenced, type Run } from './run'
import { unexplainedAt } from './unexplained'

/**
 * What only a balance showed comes down to what the end of its own block leaves for it, beside the transfers that were found
 * since. Elsewhere more may have come, so that the sum agrees all the same: the witness looks from this block on again, and
 * credits that where it came (S4, S6).
 */
export async function lowerRefuted(run: Run, payment: PaymentRow): Promise<void> {
  const token = payableBySymbol(run.network, payment.token)
  const address = await addressOf(run.ctx.db, payment)
  const block = await run.reader.block(payment.blockNumber, run.signal)
  if (!token || !address || block?.hash !== payment.blockHash) return
  const unexplained = await unexplainedAt(run, { address, token }, payment.blockNumber)
  if (unexplained === null || unexplained >= 0n || payment.amount === 0n) return
  const left = payment.amount + unexplained
  const amount = left > 0n ? left : 0n
  await fenced(run, async (ctx) => {
    await updatePayment(ctx.db, payment.id, { amount })
    await rewindWitnessOf(ctx.db, address.id, payment.blockNumber)
    await reassess(ctx, new Map([[payment.invoiceId, [correctedEvent(payment, amount)]]]))
  })
}
