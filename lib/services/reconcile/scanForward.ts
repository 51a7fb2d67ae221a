import { countAddresses, expectsNative, watchedAddresses } from '@/db/queries/addresses'
import {
  extendWindow,
  networkState,
  updateCursor,
  type CursorRow,
  type WindowBlock,
} from '@/db/queries/networks'
import { awaitsNativeRefund, watchedRecipients } from '@/db/queries/refunds'
import { ChainError } from '@/lib/chains/errors'
import { networkTopic } from '@/lib/live/topics'
import type { BlockRef, ScanResult, Transfer, Watch } from '@/lib/chains/port'
import { matchRefunds } from '../refunds/matchRefunds'
import { loadTokens } from '../tokens/loadTokens'
import { creditAccepted } from './creditAccepted'
import { creditTransfers } from './creditTransfers'
import { quoteArrivals } from './quoteArrivals'
import { recordOutflows } from './recordOutflows'
import { recordSwept } from './recordSwept'
import { fenced, type Run } from './run'
import { mergedNews, reassess } from '../invoices/reassess'

/** Blocks asked for at once, or more where the network gives more; the reader stops earlier when it has proven less. */
const STRIDE = 2_000

/** Up to so many addresses cold ones cost nothing worth saving. */
const WATCH_ALL = 5_000

export type Scanned = { payments: number; addressIds: string[]; cursor: number }

/**
 * Reads from the cursor to the head that was seen before the watch set was loaded (S1), and writes what it found in the
 * transaction that moves the cursor (S2). Stops where nothing more is proven, or when the time is over.
 */
export async function scanForward(run: Run, head: BlockRef): Promise<Scanned> {
  const { ctx, network } = run
  const stride = Math.max(STRIDE, network.provider.maxRange)
  const watch = await watchSet(run)
  const found: Scanned = { payments: 0, addressIds: [], cursor: 0 }
  let cursor = (await networkState(ctx.db, network.id))?.blockNumber ?? head.number - 1
  while (cursor < head.number && !run.signal.aborted) {
    const to = Math.min(head.number, cursor + stride)
    const scan = await run.reader.scan(cursor, to, watch, run.signal)
    if (scan.through.number <= cursor) break
    const touched = await writeScan(run, scan, watch)
    found.payments += touched.payments
    found.addressIds.push(...touched.addressIds)
    cursor = scan.through.number
  }
  return { ...found, cursor }
}

/**
 * Every address ever shown, while that is cheap: few of them, or so many hot ones that the network is read by token and
 * matched in memory anyway. Else the hot ones, and the balance witness looks after the cold (S8). Besides, where refunds are
 * to go (F6), and what leaves merchants' own wallets: what came and went between two looks at a balance, that does not tell (S4).
 */
async function watchSet(run: Run): Promise<Watch> {
  const { ctx, network } = run
  if (!network.laneOfItsOwn) await loadTokens(ctx)
  const now = ctx.clock.now()
  const count = await countAddresses(ctx.db, network.id, now)
  const hotOnly = count.all > WATCH_ALL && count.hot <= network.provider.maxTopics
  const symbol = network.native.symbol
  const [own, refunded, native, nativeRefund] = await Promise.all([
    watchedAddresses(ctx.db, network.id, hotOnly ? now : undefined),
    watchedRecipients(ctx.db, network.id),
    expectsNative(ctx.db, network.id, symbol, now),
    awaitsNativeRefund(ctx.db, network.id, symbol),
  ])
  return {
    recipients: new Set([...own.map((row) => row.address), ...refunded]),
    senders: new Set(own.flatMap((row) => (row.rail === 'xpub' ? [row.address] : []))),
    tokens: network.tokens.map((token) => token.address),
    native: native || nativeRefund,
  }
}

async function writeScan(
  run: Run,
  scan: ScanResult,
  watch: Watch,
): Promise<{ payments: number; addressIds: string[] }> {
  const { network } = run
  return fenced(run, async (ctx, cursor) => {
    requireContinuation(cursor, scan)
    const credited = await creditTransfers(ctx, network, scan.transfers)
    const paid = await creditAccepted(ctx, network, scan.accepted)
    const swept = mergedNews(
      await recordSwept(ctx, network, scan.sweeps),
      await recordOutflows(ctx, network, outflowsOf(scan, watch)),
    )
    const touched = [...credited.news.keys(), ...paid.news.keys(), ...swept.keys()]
    const refunded = await matchRefunds(ctx, network, scan.transfers, touched)
    await extendWindow(
      ctx.db,
      network.id,
      windowOf(network.id, scan),
      scan.through.number - network.windowDepth,
    )
    await updateCursor(ctx.db, run.lease, {
      blockNumber: scan.through.number,
      blockHash: scan.through.hash,
      blockTime: later(cursor.blockTime, scan.through.time),
    })
    const arrived = mergedNews(credited.news, paid.news)
    const news = mergedNews(mergedNews(arrived, swept), refunded)
    const fresh = new Set([...credited.fresh, ...paid.fresh])
    const requoted = await quoteArrivals(ctx, [...news.keys()], fresh)
    await reassess(ctx, mergedNews(news, requoted))
    // A new block confirms what is not final yet, which is no event and can be seen all the same.
    ctx.touched?.add(networkTopic(network.id))
    return { payments: credited.count + paid.count, addressIds: credited.addressIds }
  })
}

/** Tokens that left merchants' own wallets; of native coin gas leaves too, which nothing tells. */
function outflowsOf({ transfers }: ScanResult, { senders }: Watch): Transfer[] {
  return transfers.filter(({ from, token }) => token !== null && senders?.has(from))
}

/**
 * What was read must stand on the block the cursor names: a branch that changed between the look at the window and the scan
 * is left to the next run's rewind. Throws ChainError.
 */
function requireContinuation(cursor: CursorRow, scan: ScanResult): void {
  const first = scan.blocks[0]
  if (!first || !cursor.blockHash || first.number !== (cursor.blockNumber ?? 0) + 1) return
  if (first.parentHash !== cursor.blockHash)
    throw new ChainError('lagging', 'the chain changed while it was read')
}

function windowOf(network: string, scan: ScanResult): WindowBlock[] {
  const byNumber = new Map(
    [...scan.blocks, scan.through].map((block) => [block.number, { ...block, network }]),
  )
  return [...byNumber.values()]
}

/** What was once proven stays so: a reorganisation does not bring back an invoice whose time was over (S6). */
function later(before: Date | null, now: Date): Date {
  return before && before > now ? before : now
}
