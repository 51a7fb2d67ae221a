import { addressRows, markWitnessed, type AddressRow } from '@/db/queries/addresses'
import { networkState } from '@/db/queries/networks'
import { creditedUpTo, sweptUpTo } from '@/db/queries/payments'
import { payableTokens } from '@/lib/chains/payable'
import { mergedNews, reassess } from '../invoices/reassess'
import { creditFromBalance } from './creditFromBalance'
import { creditTransfers } from './creditTransfers'
import type { At, Gap } from './gap'
import { lowerCredits } from './lowerCredits'
import { assetAt, readBalances } from './readBalances'
import { recordSwept } from './recordSwept'
import { fenced, type Run } from './run'

/** A token's balance may run ahead of its logs for so long before it is believed without them. */
const TOKEN_PATIENCE_MS = 10 * 60_000

/** Addresses whose balances are read together. */
const BATCH = 200

/**
 * The second witness (S4): at the proven block, credited = balance + swept, for every asset of each address. More there
 * than credited, or less: the blocks since they last agreed are read again for these addresses alone. What no transfer
 * explains is credited by the balance; where a token delivered less than its log said, the credit follows.
 */
export async function witness(run: Run, addressIds: readonly string[]): Promise<void> {
  const at = await provenBlock(run)
  if (!at) return
  const rows = await addressRows(run.ctx.db, addressIds)
  for (let start = 0; start < rows.length && !run.signal.aborted; start += BATCH) {
    await witnessBatch(run, rows.slice(start, start + BATCH), at)
  }
}

async function provenBlock(run: Run): Promise<At | null> {
  const state = await networkState(run.ctx.db, run.network.id)
  if (!state?.blockHash || state.blockNumber === null || !state.blockTime) return null
  return { number: state.blockNumber, hash: state.blockHash, time: state.blockTime }
}

async function witnessBatch(run: Run, rows: readonly AddressRow[], at: At): Promise<void> {
  const balances = await readBalances(run, rows, at)
  if (!balances) return
  const gaps = await gapsOf(run, rows, balances, at)
  if (gaps.length > 0) await readAgain(run, gaps, at)
  const left = gaps.length > 0 ? await gapsOf(run, rows, balances, at) : []
  for (const gap of left) await settleGap(run, gap, at)
  const disagreeing = new Set(left.map((gap) => gap.address.id))
  const agreed = rows.filter((row) => !disagreeing.has(row.id)).map((row) => row.id)
  await markWitnessed(run.ctx.db, agreed, run.ctx.clock.now(), at.number)
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
      const { news } = await creditTransfers(ctx, run.network, scan.transfers)
      await reassess(ctx, mergedNews(news, await recordSwept(ctx, run.network, scan.sweeps)))
    })
    cursor = scan.through.number
  }
}

async function settleGap(run: Run, gap: Gap, at: At): Promise<void> {
  if (gap.amount < 0n) return lowerCredits(run, gap)
  const since = gap.address.witnessedAt ?? gap.address.createdAt
  const patient = run.ctx.clock.now().getTime() - since.getTime() >= TOKEN_PATIENCE_MS
  if (gap.token.address === null || patient) await creditFromBalance(run, gap, at)
}

function table(rows: readonly { addressId: string; token: string; amount: bigint }[]): Map<string, bigint> {
  return new Map(rows.map((row) => [assetAt(row.addressId, row.token), row.amount]))
}
