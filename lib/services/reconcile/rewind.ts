import { addressRows, rewindWitness } from '@/db/queries/addresses'
import { forgetHoldingsAbove } from '@/db/queries/holdings'
import {
  networkState,
  rewindWindow,
  updateCursor,
  windowBlocks,
  type WindowBlock,
} from '@/db/queries/networks'
import { orphanPaymentsAbove, orphanSweptAbove } from '@/db/queries/payments'
import { lowerPreparedBlocks, refundsAbove } from '@/db/queries/refunds'
import { orphanRefusedAbove } from '@/db/queries/refusedTransfers'
import { ChainError } from '@/lib/chains/errors'
import type { BlockRef } from '@/lib/chains/port'
import type { NewEvent } from '../events/recordEvents'
import { reassess } from '../invoices/reassess'
import { undoRefunds } from '../refunds/undoRefunds'
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
  await undoAbove(run, common ?? beforeWindow(run, state.blockNumber, window))
  return true
}

/**
 * The highest block of the window (highest first) that is still on the chain, by bisection: below a common block all are
 * common. Throws ChainError when the provider does not have a block below its own head, which says nothing about the chain.
 */
async function lastCommonBlock(
  run: Run,
  head: BlockRef,
  window: readonly WindowBlock[],
): Promise<WindowBlock | null> {
  const stands = async (known: WindowBlock) => {
    const actual = known.number === head.number ? head : await run.reader.block(known.number, run.signal)
    if (!actual)
      throw new ChainError('lagging', `no block ${known.number} although the head is ${head.number}`)
    return actual.hash === known.hash
  }
  const [top] = window
  if (top && (await stands(top))) return top
  let [undone, common] = [0, window.length]
  while (undone + 1 < common) {
    const middle = Math.floor((undone + common) / 2)
    const candidate = window[middle]
    if (candidate && (await stands(candidate))) common = middle
    else undone = middle
  }
  return window[common] ?? null
}

/** Nothing of the window is left on the chain: everything that it reaches back to is read again. */
function beforeWindow(run: Run, cursor: number, window: readonly WindowBlock[]): { number: number } {
  const reach = cursor - run.network.windowDepth
  const lowest = window.at(-1)?.number ?? reach
  return { number: Math.max(0, Math.min(lowest, reach) - 1) }
}

async function undoAbove(run: Run, to: { number: number; hash?: string }): Promise<void> {
  const { network } = run
  await fenced(run, async (ctx) => {
    const now = ctx.clock.now()
    const undone = await orphanPaymentsAbove(ctx.db, network.id, to.number, now)
    const unswept = await addressRows(ctx.db, await orphanSweptAbove(ctx.db, network.id, to.number, now))
    await orphanRefusedAbove(ctx.db, network.id, to.number, now)
    await forgetHoldingsAbove(ctx.db, network.id, to.number)
    await rewindWindow(ctx.db, network.id, to.number)
    await rewindWitness(ctx.db, network.id, to.number)
    await updateCursor(ctx.db, run.lease, {
      blockNumber: to.number,
      blockHash: to.hash ?? null,
    })
    const news = new Map<string, NewEvent[]>(unswept.map((address) => [address.invoiceId, []]))
    for (const payment of undone) {
      news.set(payment.invoiceId, [...(news.get(payment.invoiceId) ?? []), revertedEvent(payment)])
    }
    await lowerPreparedBlocks(ctx.db, network.id, to.number)
    await undoRefunds(ctx, news, () => refundsAbove(ctx.db, network.id, to.number))
    await reassess(ctx, news)
    ctx.log.warn({ network: network.id, to: to.number, payments: undone.length }, 'the chain was reorganised')
  })
}
