import { optionsOf } from '@/db/queries/invoiceParts'
import { creditedUpTo, insertPayments } from '@/db/queries/payments'
import { NATIVE_POSITION } from '@/lib/chains/port'
import { formatUnits } from '@/lib/domain/money'
import { newId } from '@/lib/ids'
import { reassess } from '../invoices/reassess'
import { confirmationsFor } from './creditTransfers'
import { fenced, type Run } from './run'
import type { At, Gap } from './gap'

/**
 * Credits what lies at an address and no transfer explains, such as native coin from a contract's internal transfer. The
 * credit is keyed by what was credited before it, so that it is made once however often this runs (S4).
 */
export async function creditFromBalance(run: Run, gap: Gap, at: At): Promise<void> {
  const { address, token } = gap
  const block = await firstBlockWith(run, gap, at)
  await fenced(run, async (ctx) => {
    const credited = await creditedUpTo(ctx.db, [address.id], at.number)
    const before = credited.find((row) => row.token === token.symbol)?.amount ?? 0n
    const now = ctx.clock.now()
    const id = newId('pay', now)
    const options = await optionsOf(ctx.db, [address.invoiceId])
    await insertPayments(ctx.db, [
      {
        id,
        merchantId: address.merchantId,
        mode: address.mode,
        invoiceId: address.invoiceId,
        depositAddressId: address.id,
        network: run.network.id,
        token: token.symbol,
        decimals: token.decimals,
        amount: gap.amount,
        txHash: null,
        position: NATIVE_POSITION,
        cumulativeBefore: before,
        fromAddress: null,
        blockNumber: block.number,
        blockHash: block.hash,
        blockTime: block.time,
        requiredConfirmations: confirmationsFor(options, address.invoiceId, run.network, token),
        detectedAt: now,
        createdAt: now,
      },
    ])
    const data = {
      payment: id,
      amount: formatUnits(gap.amount, token.decimals),
      token: token.symbol,
      tx_hash: null,
      block: block.number,
    }
    await reassess(ctx, new Map([[address.invoiceId, [{ type: 'payment.detected', data }]]]))
  })
}

/**
 * The block in which the balance rose, by bisection, because its time decides whether the money came in time (S6). A
 * provider without old state leaves the proven block, which is the latest it can have been.
 */
async function firstBlockWith(run: Run, { address, token }: Gap, at: At): Promise<At> {
  const balance = async (block: number) =>
    (await run.reader.balances([address.address], [token.address], block, run.signal))[0]?.[0] ?? 0n
  try {
    const final = await balance(at.number)
    let [low, high] = [address.witnessedBlock, at.number]
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2)
      if ((await balance(middle)) >= final) high = middle
      else low = middle
    }
    return (await run.reader.block(high, run.signal)) ?? at
  } catch (error) {
    run.ctx.log.warn({ network: run.network.id, error: String(error) }, 'no old state to date a balance by')
    return at
  }
}
