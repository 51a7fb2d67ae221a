import { reportedRefunds } from '@/db/queries/refunds'
import type { Hex } from '@/lib/chains/port'
import { reassess } from '../invoices/reassess'
import { matchRefunds } from '../refunds/matchRefunds'
import { fenced, type Run } from './run'

/** Receipts asked for in one run. */
const BATCH = 20

/**
 * Looks at the transactions that merchants told of, where scanning did not find them: such as one from a wallet that was declared
 * only afterwards. The hash is a hint; what counts is what the chain shows (F6).
 */
export async function lookUpRefunds(run: Run, proven: number): Promise<void> {
  for (const refund of await reportedRefunds(run.ctx.db, run.network.id, BATCH)) {
    const receipt = await run.reader.receipt(refund.reportedTx as Hex, run.signal)
    // What is above the proven block is the scan's to find (S2).
    if (!receipt?.succeeded || receipt.block.number > proven) continue
    const transfers = receipt.transfers.filter((transfer) => transfer.to === refund.recipient)
    if (transfers.length === 0) continue
    await fenced(run, async (ctx) => reassess(ctx, await matchRefunds(ctx, run.network, transfers, [])))
  }
}
