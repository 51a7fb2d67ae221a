import { optionsOf } from '@/db/queries/invoiceParts'
import { creditedUpTo, insertPayments, unattributedPayments, updatePayment } from '@/db/queries/payments'
import { NATIVE_POSITION } from '@/lib/chains/port'
import { formatUnits } from '@/lib/domain/money'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import { reassess } from '../invoices/reassess'
import { confirmationsFor } from './creditTransfers'
import { fenced, type Run } from './run'
import type { At, Gap } from './gap'

/**
 * Credits what lies at an address and no transfer explains, such as native coin from a contract's internal transfer. The
 * credit is keyed by what was credited before it, so that it is made once however often this runs, and again in its old row after its
 * block was undone (S4).
 */
export async function creditFromBalance(run: Run, gap: Gap, at: At): Promise<void> {
  const { address, token } = gap
  const block = await firstBlockWith(run, gap, at)
  await fenced(run, async (ctx) => {
    const credited = await creditedUpTo(ctx.db, [address.id], at.number)
    const before = credited.find((row) => row.token === token.symbol)?.amount ?? 0n
    const known = (await unattributedPayments(ctx.db, [address.id])).find(
      (row) => row.token === token.symbol && row.cumulativeBefore === before,
    )
    const id = known?.id ?? newId('pay', ctx.clock.now())
    const credit = {
      amount: gap.amount,
      blockNumber: block.number,
      blockHash: block.hash,
      blockTime: block.time,
      confirmedAt: null,
      orphanedAt: null,
    }
    if (known) await updatePayment(ctx.db, id, credit)
    else await insertPayments(ctx.db, [{ ...credit, id, ...(await identityOf(ctx, run, gap, before)) }])
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

/** Whose money it is, and what tells this credit from any other. */
async function identityOf(ctx: ServiceContext, { network }: Run, { address, token }: Gap, before: bigint) {
  const now = ctx.clock.now()
  const options = await optionsOf(ctx.db, [address.invoiceId])
  return {
    merchantId: address.merchantId,
    mode: address.mode,
    invoiceId: address.invoiceId,
    depositAddressId: address.id,
    network: network.id,
    token: token.symbol,
    decimals: token.decimals,
    txHash: null,
    position: NATIVE_POSITION,
    cumulativeBefore: before,
    fromAddress: null,
    requiredConfirmations: confirmationsFor(options, address.invoiceId, network, token),
    detectedAt: now,
    createdAt: now,
  }
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
