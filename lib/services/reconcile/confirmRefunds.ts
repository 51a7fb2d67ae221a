import { findInvoices, lockInvoices } from '@/db/queries/invoices'
import { confirmableRefunds, refundsOf, updateRefund, type RefundRow } from '@/db/queries/refunds'
import { payableBySymbol } from '@/lib/chains/payable'
import { isChainError } from '@/lib/chains/errors'
import type { ChainReader, Hex } from '@/lib/chains/port'
import { dollarsOf, inCents } from '@/lib/domain/dollars'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { refundEvent } from '../refunds/refundEvent'
import { fenced, type Run } from './run'

/** Refunds looked at in one run. */
const BATCH = 200

/**
 * Completes the refunds whose transfer is deep enough under the proven block (S7), after asking for its receipt again; of large
 * invoices on a second provider too (S5).
 */
export async function confirmDeepRefunds(run: Run, proven: number): Promise<void> {
  const due = await confirmableRefunds(run.ctx.db, run.network.id, proven, BATCH)
  if (due.length === 0) return
  const large = await largeInvoices(run, due)
  const standing: RefundRow[] = []
  for (const refund of due) {
    if (!(await shows(run, run.reader, refund))) continue
    if (run.network.secondProvider && large.has(refund.invoiceId) && !(await anotherShows(run, refund)))
      continue
    standing.push(refund)
  }
  if (standing.length > 0) await complete(run, standing)
}

async function largeInvoices(run: Run, due: readonly RefundRow[]): Promise<ReadonlySet<string>> {
  const invoices = await findInvoices(run.ctx.db, [...new Set(due.map((refund) => refund.invoiceId))])
  const from = run.ctx.policy.secondWitnessFromMinor
  return new Set(
    invoices
      .filter((one) => inCents(one.totalMinor, one.currency, dollarsOf(one), 'up') >= from)
      .map((one) => one.id),
  )
}

/** Another provider in trouble shows nothing, and holds up no other refund. */
async function anotherShows(run: Run, refund: RefundRow): Promise<boolean> {
  for (const other of run.others) {
    try {
      if (await shows(run, other.reader, refund)) return true
    } catch (error) {
      if (!isChainError(error)) throw error
    }
  }
  return false
}

/** Whether a provider has this very transfer, in the block it was seen in. Throws ChainError. */
async function shows(run: Run, reader: ChainReader, refund: RefundRow): Promise<boolean> {
  const token = payableBySymbol(run.network, refund.token)
  const receipt = await reader.receipt(refund.txHash as Hex, run.signal)
  return Boolean(
    token &&
    receipt?.succeeded &&
    receipt.block.hash === refund.blockHash &&
    receipt.transfers.some(
      (transfer) =>
        transfer.position === refund.position &&
        transfer.token === token.address &&
        transfer.from === refund.fromAddress &&
        transfer.to === refund.recipient &&
        transfer.amount === refund.amount,
    ),
  )
}

async function complete(run: Run, checked: readonly RefundRow[]): Promise<void> {
  await fenced(run, async (ctx) => {
    const now = ctx.clock.now()
    const invoiceIds = [...new Set(checked.map((refund) => refund.invoiceId))]
    await lockInvoices(ctx.db, invoiceIds)
    const current = new Map((await refundsOf(ctx.db, invoiceIds)).map((refund) => [refund.id, refund]))
    const news = new Map<string, NewEvent[]>()
    for (const { id, blockHash } of checked) {
      const refund = current.get(id)
      if (!refund || refund.blockHash !== blockHash || refund.orphanedAt || refund.confirmedAt) continue
      await updateRefund(ctx.db, id, { confirmedAt: now, closedAt: now })
      const event = refundEvent('refund.completed', refund, { block: refund.blockNumber })
      news.set(refund.invoiceId, [...(news.get(refund.invoiceId) ?? []), event])
    }
    await reassess(ctx, news)
  })
}
