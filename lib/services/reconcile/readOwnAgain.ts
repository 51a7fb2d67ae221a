import { mergedNews, reassess } from '../invoices/reassess'
import { creditTransfers } from './creditTransfers'
import type { At, Gap } from './gap'
import { quoteArrivals } from './quoteArrivals'
import { recordOutflows } from './recordOutflows'
import { fenced, type Run } from './run'

/**
 * Reads the blocks since everything was explained again, for what came to these addresses and what left them. False where not all of them
 * could be read.
 */
export async function readOwnAgain(run: Run, gaps: readonly Gap[], at: At): Promise<boolean> {
  const own = new Set(gaps.map((gap) => gap.address.address))
  const watch = {
    recipients: own,
    senders: own,
    tokens: [...new Set(gaps.flatMap((gap) => gap.token.address ?? []))],
    native: gaps.some((gap) => gap.token.address === null),
  }
  let cursor = Math.min(at.number - 1, ...gaps.map((gap) => gap.address.witnessedBlock))
  while (cursor < at.number && !run.signal.aborted) {
    const scan = await run.reader.scan(cursor, at.number, watch, run.signal)
    if (scan.through.number <= cursor) return false
    await fenced(run, async (ctx) => {
      const credited = await creditTransfers(ctx, run.network, scan.transfers)
      const left = await recordOutflows(ctx, run.network, scan.transfers)
      const news = mergedNews(credited.news, left)
      const requoted = await quoteArrivals(ctx, [...news.keys()], credited.fresh)
      await reassess(ctx, mergedNews(news, requoted))
    })
    cursor = scan.through.number
  }
  return cursor >= at.number
}
