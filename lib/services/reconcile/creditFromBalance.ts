import { optionsOf } from '@/db/queries/invoiceParts'
import {
  creditedUpTo,
  insertPayments,
  unattributedPayments,
  updatePayment,
  type PaymentRow,
} from '@/db/queries/payments'
import { ChainError } from '@/lib/chains/errors'
import { NATIVE_POSITION } from '@/lib/chains/port'
import { formatUnits } from '@/lib/domain/money'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import { mergedNews, reassess } from '../invoices/reassess'
import { confirmationsFor } from './creditTransfers'
import { quoteArrivals } from './quoteArrivals'
import { fenced, type Run } from './run'
import { unexplainedAt } from './unexplained'
import type { At, Gap } from './gap'

/** What rose at the end of a block without a transfer that explains it. */
type Rise = { block: At; amount: bigint }

/**
 * Credits what lies at an address and no transfer explains, such as native coin from a contract's internal transfer: one
 * credit for each block in which it rose, because the block's time decides whether the money came in time (S4, S6). Looked for is it in the
 * blocks behind `since`.
 */
export async function creditFromBalance(
  run: Run,
  gap: Gap,
  at: At,
  since: number = gap.address.witnessedBlock,
): Promise<void> {
  let left = gap.amount
  let after = since
  while (left > 0n && !run.signal.aborted) {
    const rise = await firstRise(run, { ...gap, amount: left }, after, at)
    await credit(run, gap, rise, at)
    left -= rise.amount
    after = rise.block.number
  }
}

/**
 * A credit is keyed by what was credited before it, so that it is made once however often this runs, and again in its old
 * row after its block was undone (S4).
 */
async function credit(run: Run, { address, token }: Gap, { block, amount }: Rise, at: At): Promise<void> {
  await fenced(run, async (ctx) => {
    const credited = await creditedUpTo(ctx.db, [address.id], at.number)
    const before = credited.find((row) => row.token === token.symbol)?.amount ?? 0n
    const rows = (await unattributedPayments(ctx.db, [address.id])).filter(
      (row) => row.token === token.symbol,
    )
    const key = freeKey(rows, before)
    const known = rows.find((row) => row.cumulativeBefore === key)
    const id = known?.id ?? newId('pay', ctx.clock.now())
    const place = {
      amount,
      blockNumber: block.number,
      blockHash: block.hash,
      blockTime: block.time,
      confirmedAt: null,
      orphanedAt: null,
    }
    if (known) await updatePayment(ctx.db, id, place)
    else
      await insertPayments(ctx.db, [
        { ...place, id, ...(await identityOf(ctx, run, { address, token }, key)) },
      ])
    const data = {
      payment: id,
      amount: formatUnits(amount, token.decimals),
      token: token.symbol,
      tx_hash: null,
      block: block.number,
    }
    const requoted = await quoteArrivals(ctx, [address.invoiceId], new Set(known ? [] : [id]))
    await reassess(
      ctx,
      mergedNews(new Map([[address.invoiceId, [{ type: 'payment.detected', data }]]]), requoted),
    )
  })
}

/**
 * What was credited before, unless a credit that counts has that key already: other credits may have become less since it was
 * made, so that the sum comes round to it again.
 */
function freeKey(rows: readonly PaymentRow[], before: bigint): bigint {
  const taken = new Set(
    rows.filter((row) => row.orphanedAt === null && row.amount > 0n).map((row) => row.cumulativeBefore),
  )
  let key = before
  while (taken.has(key)) key += 1n
  return key
}

/** Whose money it is, and what tells this credit from any other. */
async function identityOf(
  ctx: ServiceContext,
  { network }: Run,
  { address, token }: Pick<Gap, 'address' | 'token'>,
  before: bigint,
) {
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
 * The first block after `after` at whose end more had arrived than is credited up to it, by bisection. Where a provider
 * has no old state, the first block that it can show it for: the latest it can have been. Throws ChainError.
 */
async function firstRise(run: Run, gap: Gap, after: number, at: At): Promise<Rise> {
  let low = after
  let high = { number: at.number, amount: gap.amount }
  while (low + 1 < high.number) {
    const middle = Math.floor((low + high.number) / 2)
    const amount = await unexplainedAt(run, gap, middle)
    if (amount !== null && amount > 0n) high = { number: middle, amount }
    else low = middle
  }
  const block = high.number === at.number ? at : await run.reader.block(high.number, run.signal)
  if (!block) throw new ChainError('lagging', `no block ${high.number} although ${at.number} is there`)
  return { block, amount: high.amount < gap.amount ? high.amount : gap.amount }
}
