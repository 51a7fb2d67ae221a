import { addressRows, markWitnessed, type AddressRow } from '@/db/queries/addresses'
import { networkState } from '@/db/queries/networks'
import { creditedUpTo, sweptUpTo } from '@/db/queries/payments'
import { isChainError } from '@/lib/chains/errors'
import { payableTokens } from '@/lib/chains/payable'
import { mergedNews, reassess } from '../invoices/reassess'
import { creditFromBalance } from './creditFromBalance'
import { creditTransfers } from './creditTransfers'
import type { At, Gap } from './gap'
import { lowerCredits } from './lowerCredits'
import { quoteArrivals } from './quoteArrivals'
import { assetAt, readBalances } from './readBalances'
import { recordSwept } from './recordSwept'
import { fenced, type Run } from './run'
import { witnessOwned } from './witnessOwned'
import { witnessSolid } from './witnessSolid'

/** A token's balance may run ahead of its logs for so long before it is believed without them. */
const TOKEN_PATIENCE_MS = 10 * 60_000

/** Ids of addresses whose books may not agree with their balance. */
type Unsettled = ReadonlySet<string>

/** Addresses whose balances are read together. */
const BATCH = 200

/**
 * The second witness (S4): at the proven block, credited = balance + swept, for every asset of each address. More there
 * than credited, or less: the blocks since they last agreed are read again for these addresses alone. What no transfer
 * explains is credited by the balance; where a token delivered less than its log said, the credit follows. One address with
 * much to settle must not keep a network from confirming what the others were paid: the time is bounded, and the addresses that
 * it did not come to an end with are returned.
 */
export async function witness(run: Run, addressIds: readonly string[], withinMs: number): Promise<Unsettled> {
  const unsettled = new Set(addressIds)
  const at = await provenBlock(run)
  if (!at) return unsettled
  const rows = await addressRows(run.ctx.db, addressIds)
  const own = { ...run, signal: AbortSignal.any([run.signal, AbortSignal.timeout(withinMs)]) }
  try {
    if (run.reader.solid) await witnessSolid(own, rows, at, unsettled)
    else
      for (let start = 0; start < rows.length && !own.signal.aborted; start += BATCH) {
        const batch = rows.slice(start, start + BATCH)
        await witnessBatch(
          own,
          batch.filter((row) => row.rail === 'forwarder'),
          at,
          unsettled,
        )
        const owned = batch.filter((row) => row.rail === 'xpub')
        if (owned.length > 0 && (await witnessOwned(own, owned, at))) {
          for (const row of owned) unsettled.delete(row.id)
        }
      }
  } catch (error) {
    if (!isChainError(error) || !own.signal.aborted || run.signal.aborted) throw error
    run.ctx.log.warn({ network: run.network.id, addresses: unsettled.size }, 'the witness goes on next time')
  }
  return unsettled
}

/** The block up to which everything is in the database; null before the first run. */
export async function provenBlock(run: Run): Promise<At | null> {
  const state = await networkState(run.ctx.db, run.network.id)
  if (!state?.blockHash || state.blockNumber === null || !state.blockTime) return null
  return { number: state.blockNumber, hash: state.blockHash, time: state.blockTime }
}

async function witnessBatch(
  run: Run,
  all: readonly AddressRow[],
  at: At,
  unsettled: Set<string>,
): Promise<void> {
  if (all.length === 0) return
  const balances = await readBalances(run, all, at)
  if (!balances) return
  const rows = await toldOnly(run, all, balances, at)
  const gaps = await gapsOf(run, rows, balances, at)
  if (gaps.length > 0) await readAgain(run, gaps, at)
  if (run.signal.aborted) return
  const left = gaps.length > 0 ? await gapsOf(run, rows, balances, at) : []
  const disagreeing = new Set(left.map((gap) => gap.address.id))
  const agreed = rows.filter((row) => !disagreeing.has(row.id)).map((row) => row.id)
  if (agreed.length > 0) {
    await fenced(run, (ctx) => markWitnessed(ctx.db, agreed, ctx.clock.now(), at.number))
  }
  for (const id of agreed) unsettled.delete(id)
  for (const id of disagreeing) {
    const own = left.filter((gap) => gap.address.id === id)
    for (const gap of own) await settleGap(run, gap, at, own.length === 1)
    if (run.signal.aborted) return
    unsettled.delete(id)
  }
}

/** Without the addresses that were paid in a token which does not tell what it holds there: whether it is all there, nobody knows. */
async function toldOnly(
  run: Run,
  rows: readonly AddressRow[],
  balances: ReadonlyMap<string, bigint>,
  at: At,
): Promise<readonly AddressRow[]> {
  const told = (symbol: string) => rows.every((row) => balances.has(assetAt(row.id, symbol)))
  const silent = new Set(payableTokens(run.network).flatMap(({ symbol }) => (told(symbol) ? [] : [symbol])))
  if (silent.size === 0) return rows
  const ids = rows.map((row) => row.id)
  const credited = await creditedUpTo(run.ctx.db, ids, at.number)
  const untold = credited.filter(({ token }) => silent.has(token))
  const unknown = new Set(untold.map(({ addressId }) => addressId))
  return rows.filter((row) => !unknown.has(row.id))
}

async function gapsOf(
  run: Run,
  rows: readonly AddressRow[],
  balances: ReadonlyMap<string, bigint>,
  at: At,
): Promise<Gap[]> {
  const ids = rows.map((row) => row.id)
  const credited = table(await creditedUpTo(run.ctx.db, ids, at.number))
  const swept = table(await sweptUpTo(run.ctx.db, ids, at.number))
  return rows.flatMap((address) =>
    payableTokens(run.network).flatMap((token) => {
      const asset = assetAt(address.id, token.symbol)
      const balance = balances.get(asset)
      if (balance === undefined) return []
      const arrived = balance + (swept.get(asset) ?? 0n)
      const amount = arrived - (credited.get(asset) ?? 0n)
      return amount === 0n ? [] : [{ address, token, amount }]
    }),
  )
}

/** Reads the blocks since books and balances agreed once more, for these addresses and the factory's sweeps only. */
async function readAgain(run: Run, gaps: readonly Gap[], at: At): Promise<void> {
  const from = Math.min(...gaps.map((gap) => gap.address.witnessedBlock))
  const watch = {
    recipients: new Set(gaps.map((gap) => gap.address.address)),
    tokens: gaps.flatMap((gap) => gap.token.address ?? []),
    native: gaps.some((gap) => gap.token.address === null),
  }
  let cursor = Math.min(from, at.number - 1)
  while (cursor < at.number && !run.signal.aborted) {
    const scan = await run.reader.scan(cursor, at.number, watch, run.signal)
    if (scan.through.number <= cursor) return
    await fenced(run, async (ctx) => {
      const credited = await creditTransfers(ctx, run.network, scan.transfers)
      const news = mergedNews(credited.news, await recordSwept(ctx, run.network, scan.sweeps))
      const requoted = await quoteArrivals(ctx, [...news.keys()], credited.fresh)
      await reassess(ctx, mergedNews(news, requoted))
    })
    cursor = scan.through.number
  }
}

async function settleGap(run: Run, gap: Gap, at: At, isOnly: boolean): Promise<void> {
  if (gap.amount < 0n) return lowerCredits(run, gap, isOnly)
  const since = gap.address.witnessedAt ?? gap.address.createdAt
  const patient = run.ctx.clock.now().getTime() - since.getTime() >= TOKEN_PATIENCE_MS
  if (gap.token.address === null || patient) await creditFromBalance(run, gap, at)
}

function table(rows: readonly { addressId: string; token: string; amount: bigint }[]): Map<string, bigint> {
  return new Map(rows.map((row) => [assetAt(row.addressId, row.token), row.amount]))
}
