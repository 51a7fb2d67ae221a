import { markWitnessed, type AddressRow } from '@/db/queries/addresses'
import { holdingsOf, upsertHoldings, type HoldingRow } from '@/db/queries/holdings'
import { optionsOf } from '@/db/queries/invoiceParts'
import { creditedUpTo, sweptUpTo } from '@/db/queries/payments'
import { isChainError } from '@/lib/chains/errors'
import { payableTokens } from '@/lib/chains/payable'
import { mergedNews, reassess } from '../invoices/reassess'
import { creditFromBalance } from './creditFromBalance'
import { creditTransfers } from './creditTransfers'
import type { At, Gap } from './gap'
import { assetAt, readBalances } from './readBalances'
import { recordOutflows } from './recordOutflows'
import { fenced, type Run } from './run'

/** So long a difference is looked for in the blocks again; after that it is a flag, and only what comes later is looked for. */
const PATIENCE_MS = 10 * 60_000

/** A difference between balance and books, and since when it is just that. */
type OwnGap = Gap & { since: Date }
type Look = { address: AddressRow; holdings: HoldingRow[]; gaps: OwnGap[] }
type Seen = { balances: ReadonlyMap<string, bigint>; known: ReadonlyMap<string, HoldingRow>; at: At }

/**
 * The second witness at addresses of merchants' own wallets (S4, ADR 0031): credited = balance + what left - what lay there before. Money
 * leaves there by the merchant's own transactions, and native coin as gas besides: a difference has the blocks read again, for what came and
 * for what left, and then raises a flag. It changes no credit. Only native coin that an invoice asked for, where nothing ever left, is
 * credited by the balance: gas makes less, and never more. False where the chain has another block there, or the time was over.
 */
export async function witnessOwned(run: Run, rows: readonly AddressRow[], at: At): Promise<boolean> {
  const balances = await readBalances(run, rows, at)
  if (!balances) return false
  const seen = { balances, known: await knownHoldings(run, rows), at }
  let looks = await looksAt(run, rows, seen)
  const differing = looks.flatMap(({ gaps }) => gaps).filter((gap) => isFresh(run, gap))
  if (differing.length > 0 && !run.signal.aborted) {
    await readAgain(run, differing, at)
    looks = await looksAt(run, rows, seen)
  }
  if (run.signal.aborted) return false
  for (const { gaps } of looks) for (const gap of gaps) await creditNative(run, gap, seen)
  await upsertHoldings(
    run.ctx.db,
    looks.flatMap(({ holdings }) => holdings),
  )
  for (const { address, gaps } of looks) {
    if (gaps.length === 0) continue
    const differs = gaps.map((gap) => `${gap.amount} ${gap.token.symbol}`)
    const facts = { network: run.network.id, address: address.address, differs }
    run.ctx.log.warn(facts, 'an address of a merchant’s wallet holds another amount than came and went')
  }
  const settled = looks.filter(({ gaps }) => !gaps.some((gap) => isFresh(run, gap)))
  await markWitnessed(
    run.ctx.db,
    settled.map(({ address }) => address.id),
    run.ctx.clock.now(),
    at.number,
  )
  return !run.signal.aborted
}

async function looksAt(
  run: Run,
  rows: readonly AddressRow[],
  { balances, known, at }: Seen,
): Promise<Look[]> {
  const ids = rows.map((row) => row.id)
  const credited = table(await creditedUpTo(run.ctx.db, ids, at.number))
  const left = table(await sweptUpTo(run.ctx.db, ids, at.number))
  const seenAt = run.ctx.clock.now()
  return rows.map((address) => {
    const holdings: HoldingRow[] = []
    const gaps: OwnGap[] = []
    for (const token of payableTokens(run.network)) {
      const asset = assetAt(address.id, token.symbol)
      const balance = balances.get(asset)
      if (balance === undefined) continue
      const last = known.get(asset)
      const arrived = balance + (left.get(asset) ?? 0n) - (credited.get(asset) ?? 0n)
      const before = last?.before ?? layThere(run, arrived)
      const unexplained = arrived - before
      const since = (last?.unexplained === unexplained && last.differsSince) || seenAt
      holdings.push({
        depositAddressId: address.id,
        token: token.symbol,
        balance,
        before,
        unexplained,
        differsSince: unexplained === 0n ? null : since,
        blockNumber: at.number,
        seenAt,
      })
      if (unexplained !== 0n) gaps.push({ address, token, amount: unexplained, since })
    }
    return { address, holdings, gaps }
  })
}

/** Of a chain that does not tell old balances: what the first look does not explain lay there before. */
function layThere(run: Run, unexplained: bigint): bigint {
  return run.reader.solid && unexplained > 0n ? unexplained : 0n
}

/**
 * What was seen of addresses at the last look, by asset. Before the first it is what lay there when they were issued, which the chain is
 * asked for now.
 */
async function knownHoldings(run: Run, rows: readonly AddressRow[]): Promise<Map<string, HoldingRow>> {
  const kept = await holdingsOf(
    run.ctx.db,
    rows.map((row) => row.id),
  )
  const known = new Map(kept.map((row) => [assetAt(row.depositAddressId, row.token), row]))
  if (run.reader.solid) return known
  const looked = new Set(kept.map((row) => row.depositAddressId))
  const fresh = rows.filter((row) => !looked.has(row.id))
  for (const block of new Set(fresh.map((row) => row.issuedBlock ?? 0))) {
    const own = fresh.filter((row) => (row.issuedBlock ?? 0) === block)
    const balances = await balancesThen(
      run,
      own.map((row) => row.address),
      block,
    )
    for (const [index, row] of own.entries()) {
      for (const [place, token] of payableTokens(run.network).entries()) {
        const before = balances?.[index]?.[place] ?? 0n
        known.set(assetAt(row.id, token.symbol), {
          depositAddressId: row.id,
          token: token.symbol,
          balance: before,
          before,
          unexplained: 0n,
          differsSince: null,
          blockNumber: block,
          seenAt: row.createdAt,
        })
      }
    }
  }
  return known
}

/** Null where the provider has no state of that block any more: what lay there then is a flag. */
async function balancesThen(
  run: Run,
  addresses: readonly string[],
  block: number,
): Promise<bigint[][] | null> {
  try {
    const tokens = payableTokens(run.network).map((token) => token.address)
    return await run.reader.balances(addresses, tokens, block, run.signal)
  } catch (error) {
    if (!isChainError(error) || !(error.code === 'lagging' || error.code === 'bad_response')) throw error
    return null
  }
}

/** Tokens have logs, in which it may be found. Native coin has none: less of it is gas. */
function isFresh(run: Run, { token, since }: OwnGap): boolean {
  return token.address !== null && run.ctx.clock.now().getTime() - since.getTime() < PATIENCE_MS
}

/** Reads the blocks since everything was explained again, for what came to these addresses and what left them. */
async function readAgain(run: Run, gaps: readonly Gap[], at: At): Promise<void> {
  const own = new Set(gaps.map((gap) => gap.address.address))
  const watch = {
    recipients: own,
    senders: own,
    tokens: [...new Set(gaps.flatMap((gap) => gap.token.address ?? []))],
    native: false,
  }
  let cursor = Math.min(at.number - 1, ...gaps.map((gap) => gap.address.witnessedBlock))
  while (cursor < at.number && !run.signal.aborted) {
    const scan = await run.reader.scan(cursor, at.number, watch, run.signal)
    if (scan.through.number <= cursor) return
    await fenced(run, async (ctx) => {
      const { news } = await creditTransfers(ctx, run.network, scan.transfers)
      await reassess(ctx, mergedNews(news, await recordOutflows(ctx, run.network, scan.transfers)))
    })
    cursor = scan.through.number
  }
}

/** Native coin that came without a transaction of its own, such as from an exchange's contract, to an invoice that asks for it. */
async function creditNative(run: Run, gap: OwnGap, { known, at }: Seen): Promise<void> {
  const { address, token, amount } = gap
  if (token.address !== null || amount <= 0n || run.signal.aborted) return
  const last = known.get(assetAt(address.id, token.symbol))
  const left = await sweptUpTo(run.ctx.db, [address.id], at.number)
  if (last?.before !== 0n || last.unexplained < 0n || left.length > 0) return
  const options = await optionsOf(run.ctx.db, [address.invoiceId])
  const asked = options.some((one) => one.depositAddressId === address.id && one.token === token.symbol)
  if (asked) await creditFromBalance(run, gap, at)
}

function table(rows: readonly { addressId: string; token: string; amount: bigint }[]): Map<string, bigint> {
  return new Map(rows.map((row) => [assetAt(row.addressId, row.token), row.amount]))
}
