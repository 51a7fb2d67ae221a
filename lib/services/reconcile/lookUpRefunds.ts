import { hintedRefunds } from '@/db/queries/refunds'
import type { Hex } from '@/lib/chains/port'
import { reassess } from '../invoices/reassess'
import { matchRefunds } from '../refunds/matchRefunds'
import { fenced, type Run } from './run'

/** Refunds looked at in one run, by one receipt or two. */
const BATCH = 20

/**
 * Looks at the transactions that may be refunds and that scanning did not give to any: those that merchants told of, such as one from a
 * wallet that was declared only afterwards, and those that found another in their place, or no room, which may be otherwise now. The
 * hash is a hint; what counts is what the chain shows (F6).
 */
export async function lookUpRefunds(run: Run, proven: number): Promise<void> {
  for (const refund of await hintedRefunds(run.ctx.db, run.network.id, BATCH)) {
    for (const hint of new Set([refund.reportedTx, refund.passedTx])) {
      if (hint === null) continue
      const receipt = await run.reader.receipt(hint as Hex, run.signal)
      // What is above the proven block is the scan's to find (S2).
      if (!receipt?.succeeded || receipt.block.number > proven) continue
      const transfers = receipt.transfers.filter((transfer) => transfer.to === refund.recipient)
      if (transfers.length === 0) continue
      await fenced(run, async (ctx) => reassess(ctx, await matchRefunds(ctx, run.network, transfers, [])))
    }
  }
}
