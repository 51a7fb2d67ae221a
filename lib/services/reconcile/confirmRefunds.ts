import { findInvoices, lockInvoices } from '@/db/queries/invoices'
import { confirmableRefunds, refundsOf, updateRefund, type RefundRow } from '@/db/queries/refunds'
import { payableBySymbol } from '@/lib/chains/payable'
import { isChainError } from '@/lib/chains/errors'
import type { ChainReader, Hex } from '@/lib/chains/port'
import { dollarsOf, inCents } from '@/lib/domain/dollars'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { refundEvent } from '../refunds/refundEvent'
import { undoRefunds } from '../refunds/undoRefunds'
import { fenced, type Run } from './run'
import { sharingReceipts } from './sharingReceipts'

/** Refunds looked at in one run. */
const BATCH = 200

/**
 * Completes the refunds whose transfer is deep enough under the proven block (S7), after asking for its receipt again; of large
 * invoices on a second provider too (S5). What was checked before the provider got into trouble is written all the same. A transfer
 * that its block turns out not to hold is undone: a provider had made it up (S5).
 */
export async function confirmDeepRefunds(
  run: Run,
  { proven, final }: { proven: number; final: number },
): Promise<void> {
  const deep = await confirmableRefunds(run.ctx.db, run.network.id, proven, BATCH)
  const due = deep.filter((refund) => refund.blockNumber !== null && refund.blockNumber <= final)
  if (due.length === 0) return
  const { standing, refuted, trouble } = await judged(run, due)
  if (standing.length > 0) await complete(run, standing)
  if (refuted.length > 0) await undo(run, refuted)
  if (trouble !== undefined) throw trouble
}

/** Each of them as far as the provider answers: what stands, and what its block does not hold. */
async function judged(
  run: Run,
  due: readonly RefundRow[],
): Promise<{ standing: RefundRow[]; refuted: RefundRow[]; trouble?: unknown }> {
  const large = await largeInvoices(run, due)
  const first = sharingReceipts(run.reader)
  const others = run.others.map(({ reader }) => sharingReceipts(reader))
  const [standing, refuted]: [RefundRow[], RefundRow[]] = [[], []]
  for (const refund of due) {
    try {
      if (await shows(run, first, refund)) {
        const isAskedTwice = run.network.secondProvider && large.has(refund.invoiceId)
        if (!isAskedTwice || (await anotherShows(run, others, refund))) standing.push(refund)
      } else if (await isRefuted(run, refund)) refuted.push(refund)
    } catch (trouble) {
      return { standing, refuted, trouble }
    }
  }
  return { standing, refuted }
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
async function anotherShows(run: Run, others: readonly ChainReader[], refund: RefundRow): Promise<boolean> {
  for (const other of others) {
    try {
      if (await shows(run, other, refund)) return true
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

/** A missing receipt proves nothing; the block itself, shown to be present with all its logs, does (S2). Throws ChainError. */
async function isRefuted(run: Run, refund: RefundRow): Promise<boolean> {
  const token = payableBySymbol(run.network, refund.token)
  const number = refund.blockNumber ?? 0
  if (!token) return false
  const tokens = token.address === null ? [] : [token.address]
  const watch = { recipients: new Set([refund.recipient]), tokens, native: token.address === null }
  const { through, transfers } = await run.reader.scan(number - 1, number, watch, run.signal)
  return (
    through.hash === refund.blockHash &&
    !transfers.some(({ txHash, position }) => txHash === refund.txHash && position === refund.position)
  )
}

async function undo(run: Run, refuted: readonly RefundRow[]): Promise<void> {
  await fenced(run, async (ctx) => {
    const byId = new Map(refuted.map((refund) => [refund.id, refund]))
    const news = new Map<string, NewEvent[]>()
    await undoRefunds(ctx, news, async () => {
      const rows = await refundsOf(ctx.db, [...new Set(refuted.map((refund) => refund.invoiceId))])
      return rows.filter((row) => stands(row) && row.blockHash === byId.get(row.id)?.blockHash)
    })
    await reassess(ctx, news)
    run.ctx.log.warn({ refunds: [...byId.keys()] }, 'a provider had made up refunds')
  })
}

function stands(refund: RefundRow): boolean {
  return refund.orphanedAt === null && refund.confirmedAt === null
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
