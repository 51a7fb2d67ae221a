import { invoicesPastTheirTime } from '@/db/queries/addresses'
import {
  endHubWatches,
  leastWatchedTerms,
  markHubWitnessed,
  touchHubWatches,
  watchedTermsOf,
  type HubWatch,
} from '@/db/queries/hubWatches'
import { isChainError } from '@/lib/chains/errors'
import type { ChainReader, Hex } from '@/lib/chains/port'
import { mergedNews, reassess } from '../invoices/reassess'
import { creditAccepted } from './creditAccepted'
import type { At } from './gap'
import { quoteArrivals } from './quoteArrivals'
import { fenced, type Run } from './run'
import { provenBlock } from './witness'

/** Terms that the hub is asked about in one run: one call through Multicall3. */
const BUDGET = 100

/** The contract takes nothing after a deadline; so long after it no reorganisation brings a block from before it. */
const SETTLED_AFTER_MS = 60 * 60_000

/**
 * The second witness of what is paid through the hub (S4, F5): the contract itself says which terms were paid. Terms that it holds for paid and the
 * books do not are looked for again in the blocks since both agreed, at the other providers too: one may leave the hub's events out.
 * Asked in turns, and before an invoice expires.
 */
export async function witnessHub(run: Run): Promise<void> {
  const at = await provenBlock(run)
  if (!at || !run.reader.hubPaid) return
  const watches = await turn(run)
  if (watches.length === 0) return
  const open = watches.filter((watch) => watch.payment === 'none')
  const hashes = open.map((watch) => watch.termsHash as Hex)
  const paid = await askHub(run, hashes, at)
  if (!paid) return
  // What it said is of another chain where it has another block there by now.
  if ((await run.reader.block(at.number, run.signal))?.hash !== at.hash) return
  const missing = open.filter((_, index) => paid[index])
  const hidden = missing.length > 0 ? await readAgain(run, missing, at) : new Set<string>()
  const agreed = watches.filter((watch) => !hidden.has(watch.termsHash))
  const isOver = ({ payment, deadline }: HubWatch) =>
    payment === 'confirmed' ||
    (payment === 'none' && at.time.getTime() - deadline.getTime() > SETTLED_AFTER_MS)
  const over = agreed.filter((watch) => isOver(watch) && !missing.includes(watch))
  await fenced(run, async (ctx) => {
    const ids = agreed.map((watch) => watch.termsId)
    const now = ctx.clock.now()
    await touchHubWatches(
      ctx.db,
      watches.map((watch) => watch.termsId),
      now,
    )
    await markHubWitnessed(ctx.db, ids, at.number)
    await endHubWatches(
      ctx.db,
      over.map((watch) => watch.termsId),
    )
  })
  if (hidden.size === 0) return
  run.ctx.log.error(
    { network: run.network.id, terms: [...hidden] },
    'the hub was paid, and nobody shows its event',
  )
}

/** Null where the hub does not answer, which must not hold up what was paid to addresses. Throws the ChainError of any other trouble. */
async function askHub(run: Run, hashes: readonly Hex[], at: At): Promise<boolean[] | null> {
  if (hashes.length === 0) return []
  try {
    return (await run.reader.hubPaid?.(hashes, at.number, run.signal)) ?? null
  } catch (error) {
    if (!isChainError(error) || error.code !== 'bad_response') throw error
    run.ctx.log.error({ network: run.network.id, error: error.message }, 'the hub does not answer')
    return null
  }
}

async function turn({ ctx, network }: Run): Promise<HubWatch[]> {
  const expiring = await invoicesPastTheirTime(ctx.db, network.id, BUDGET)
  const all = [
    ...(await watchedTermsOf(ctx.db, network.id, expiring)),
    ...(await leastWatchedTerms(ctx.db, network.id, BUDGET)),
  ]
  return [...new Map(all.map((watch) => [watch.termsId, watch])).values()]
}

/** Credits what some provider shows of these terms, and returns the hashes of those that none did. */
async function readAgain(run: Run, missing: readonly HubWatch[], at: At): Promise<ReadonlySet<string>> {
  const left = new Set(missing.map((watch) => watch.termsHash))
  const from = Math.min(at.number - 1, ...missing.map((watch) => watch.witnessedBlock))
  await readWith(run, run.reader, left, from, at)
  for (const other of run.others) {
    if (left.size === 0) break
    try {
      await readWith(run, other.reader, left, from, at)
    } catch (error) {
      if (!isChainError(error)) throw error
      run.ctx.log.warn(
        { network: run.network.id, provider: other.name, error: error.message },
        'not read again',
      )
    }
  }
  return left
}

async function readWith(
  run: Run,
  reader: ChainReader,
  left: Set<string>,
  from: number,
  at: At,
): Promise<void> {
  const watch = { recipients: new Set<string>(), tokens: [], native: false }
  for (let cursor = from; cursor < at.number && left.size > 0 && !run.signal.aborted;) {
    const scan = await reader.scan(cursor, at.number, watch, run.signal)
    if (scan.through.number <= cursor) return
    const found = scan.accepted.filter((log) => left.has(log.terms))
    if (found.length > 0) {
      await fenced(run, async (ctx) => {
        const { news, fresh } = await creditAccepted(ctx, run.network, found)
        await reassess(ctx, mergedNews(news, await quoteArrivals(ctx, [...news.keys()], fresh)))
      })
    }
    for (const log of found) left.delete(log.terms)
    cursor = scan.through.number
  }
}
