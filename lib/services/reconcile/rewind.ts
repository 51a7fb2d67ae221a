import { addressRows, rewindWitness } from '@/db/queries/addresses'
import { rewindHubWatches } from '@/db/queries/hubWatches'
import { forgetHoldingsAbove } from '@/db/queries/holdings'
import { orphanMisdirectedAbove } from '@/db/queries/misdirected'
import { networkState, rewindWindow, updateCursor, windowBlocks } from '@/db/queries/networks'
import { orphanPaymentsAbove, orphanSweptAbove } from '@/db/queries/payments'
import { lowerPreparedBlocks, refundsAbove } from '@/db/queries/refunds'
import { orphanRefusedAbove } from '@/db/queries/refusedTransfers'
import type { BlockRef } from '@/lib/chains/port'
import { transferEvent } from '../claims/transferEvent'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { undoRefunds } from '../refunds/undoRefunds'
import { belowWindow } from './belowWindow'
import { lastCommonBlock } from './lastCommonBlock'
import { requireUndone } from './requireUndone'
import { revertedEvent } from './revertedEvent'
import { fenced, type Run } from './run'

/**
 * Compares the window of hashes with the chain. On a mismatch takes everything above the last common block off the
 * canonical books, moves the cursor back to it, and reassesses what was touched, in one transaction. A provider that is
 * merely behind is no reorganisation. Returns true when blocks were undone.
 */
export async function rewindIfReorganised(run: Run, head: BlockRef): Promise<boolean> {
  const state = await networkState(run.ctx.db, run.network.id)
  if (state?.blockNumber === null || state?.blockNumber === undefined) return false
  const window = (await windowBlocks(run.ctx.db, run.network.id)).filter(
    (block) => block.number <= head.number,
  )
  const [top] = window
  // A provider behind the whole window shows nothing of it; just rewound before it, there is nothing to undo.
  if (!top) return false
  const common = await lastCommonBlock(run, head, window)
  if (common?.number === top.number) return false
  if (!common) await requireUndone(run, window)
  await undoAbove(run, common ?? (await belowWindow(run, head, state.blockNumber, window)))
  return true
}

async function undoAbove(run: Run, to: { number: number; hash?: string }): Promise<void> {
  const { network } = run
  await fenced(run, async (ctx) => {
    const now = ctx.clock.now()
    const undone = await orphanPaymentsAbove(ctx.db, network.id, to.number, now)
    const unswept = await addressRows(ctx.db, await orphanSweptAbove(ctx.db, network.id, to.number, now))
    await orphanRefusedAbove(ctx.db, network.id, to.number, now)
    const astray = await orphanMisdirectedAbove(ctx.db, network.id, to.number, now)
    await forgetHoldingsAbove(ctx.db, network.id, to.number)
    await rewindWindow(ctx.db, network.id, to.number)
    await rewindWitness(ctx.db, network.id, to.number)
    await rewindHubWatches(ctx.db, network.id, to.number)
    await updateCursor(ctx.db, run.lease, {
      blockNumber: to.number,
      blockHash: to.hash ?? null,
    })
    const news = new Map<string, NewEvent[]>(unswept.map((address) => [address.invoiceId, []]))
    for (const payment of undone) {
      news.set(payment.invoiceId, [...(news.get(payment.invoiceId) ?? []), revertedEvent(payment)])
    }
    for (const row of astray) {
      news.set(row.invoiceId, [...(news.get(row.invoiceId) ?? []), transferEvent('transfer.reverted', row)])
    }
    await lowerPreparedBlocks(ctx.db, network.id, to.number)
    await undoRefunds(ctx, news, () => refundsAbove(ctx.db, network.id, to.number))
    await reassess(ctx, news)
    ctx.log.warn({ network: network.id, to: to.number, payments: undone.length }, 'the chain was reorganised')
  })
}
