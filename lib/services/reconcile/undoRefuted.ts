import { addressOf } from '@/db/queries/addresses'
import { holdingsOf } from '@/db/queries/holdings'
import { updatePayment, type AddressRow, type PaymentRow } from '@/db/queries/payments'
import { isChainError } from '@/lib/chains/errors'
import { payableBySymbol } from '@/lib/chains/payable'
import { reassess } from '../invoices/reassess'
import { agrees } from './agrees'
import { revertedEvent } from './revertedEvent'
import { fenced, type Run } from './run'

/**
 * Takes a transfer off the books that a provider had made up. At addresses of merchants' own wallets, and of what was paid through the
 * hub, no balance changes a credit (ADR 0031, F5), so that it would stand there for ever, unconfirmed. It goes when more is credited there than
 * came (S4), where there is a balance to tell, its block, shown to be present with all its logs, does not hold it (S2), and nobody else
 * shows it (S5). Throws ChainError.
 */
export async function undoRefuted(run: Run, payment: PaymentRow): Promise<void> {
  const address = await addressOf(run.ctx.db, payment)
  if (address && !(await isTooMuch(run, payment, address))) return
  if (await isInItsBlock(run, payment, address?.address ?? null)) return
  for (const other of run.others) if (await mayShow(run, other, payment)) return
  await fenced(run, async (ctx) => {
    await updatePayment(ctx.db, payment.id, { orphanedAt: ctx.clock.now(), confirmedAt: null })
    await reassess(ctx, new Map([[payment.invoiceId, [revertedEvent(payment)]]]))
  })
  run.ctx.log.warn({ network: run.network.id, payment: payment.id }, 'a provider had made up a payment')
}

/** More is credited to an address of a merchant's own wallet than came there. */
async function isTooMuch(run: Run, payment: PaymentRow, { id, rail }: AddressRow): Promise<boolean> {
  if (rail !== 'xpub') return false
  const held = await holdingsOf(run.ctx.db, [id])
  return held.some((row) => row.token === payment.token && row.unexplained < 0n)
}

/** True also where the block is another by now, which says nothing. */
async function isInItsBlock(run: Run, payment: PaymentRow, address: string | null): Promise<boolean> {
  const token = payableBySymbol(run.network, payment.token)
  if (!token) return true
  const tokens = token.address === null ? [] : [token.address]
  const native = address !== null && token.address === null
  const watch = { recipients: new Set(address === null ? [] : [address]), tokens, native }
  const { blockNumber: number, txHash, position } = payment
  const { through, transfers, accepted } = await run.reader.scan(number - 1, number, watch, run.signal)
  return (
    through.hash !== payment.blockHash ||
    [...transfers, ...accepted].some((one) => one.txHash === txHash && one.position === position)
  )
}

/** Who is in trouble may show it another time. */
async function mayShow(run: Run, other: Run['others'][number], payment: PaymentRow): Promise<boolean> {
  try {
    return await agrees(run, other.reader, payment)
  } catch (error) {
    if (!isChainError(error)) throw error
    return true
  }
}
