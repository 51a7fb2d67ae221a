import { markWitnessed, type AddressRow } from '@/db/queries/addresses'
import { holdingsOf, upsertHoldings } from '@/db/queries/holdings'
import { isChainError } from '@/lib/chains/errors'
import { creditFromBalance } from './creditFromBalance'
import type { At, Gap } from './gap'
import { isPayable, isSearched, lookAtOwn, type Look } from './lookAtOwn'
import { originsOf } from './ownOrigins'
import { assetAt, readBalances } from './readBalances'
import { readOwnAgain } from './readOwnAgain'
import { fenced, type Run } from './run'

/**
 * The second witness at addresses of merchants' own wallets (S4, ADR 0031): credited = balance + what left - what was refused - what lay there
 * before. Money leaves there by the merchant's own transactions, and native coin as gas besides: a difference has the blocks read
 * again, for what came and for what left, by every provider until it is explained (S5), and then raises a flag. It changes no credit. Only native coin that an invoice asks for, and that
 * nobody but a payer can have brought, is credited by the balance. False where the chain has another block there, or the time was over.
 */
export async function witnessOwned(run: Run, rows: readonly AddressRow[], at: At): Promise<boolean> {
  const balances = await readBalances(run, rows, at)
  if (!balances) return false
  const ids = rows.map((row) => row.id)
  const holdings = await holdingsOf(run.ctx.db, ids)
  const kept = new Map(holdings.map((row) => [assetAt(row.depositAddressId, row.token), row]))
  const seen = { balances, kept, at }
  const origins = await originsOf(run, rows, seen)
  const look = () => lookAtOwn(run, rows, seen, origins)

  let looks = await look()
  const searched = gapsOf(looks).filter((gap) => isSearched(run, gap))
  if (searched.length > 0) {
    const isRead = await readOwnAgain(run, searched, at)
    looks = await look()
    for (const other of run.others) {
      const hidden = gapsOf(looks).filter((gap) => gap.token.address !== null && isSearched(run, gap))
      if (hidden.length === 0 || run.signal.aborted) break
      if (await readElsewhere(run, other, hidden, at)) looks = await look()
    }
    const payable = gapsOf(looks).filter(isPayable)
    if (isRead && payable.length > 0) {
      await fenced(run, (ctx) => upsertHoldings(ctx.db, holdingsIn(looks)))
      for (const gap of payable) {
        const since = Math.max(gap.origin, gap.address.witnessedBlock)
        await creditFromBalance(run, { ...gap, amount: gap.payable }, at, since)
      }
      looks = await look()
    }
  }
  if (run.signal.aborted) return false
  for (const one of looks) tellOf(run, one)
  const settled = looks.filter(({ gaps }) => !gaps.some((gap) => isSearched(run, gap)))
  await fenced(run, async (ctx) => {
    await upsertHoldings(ctx.db, holdingsIn(looks))
    const witnessed = settled.map(({ address }) => address.id)
    await markWitnessed(ctx.db, witnessed, ctx.clock.now(), at.number)
  })
  return !run.signal.aborted
}

/** What one provider hides another may show (S5); one that is in trouble, or knows another chain, explains nothing. */
async function readElsewhere(
  run: Run,
  { name, reader }: Run['others'][number],
  gaps: readonly Gap[],
  at: At,
): Promise<boolean> {
  try {
    const block = await reader.block(at.number, run.signal)
    return block?.hash === at.hash && (await readOwnAgain({ ...run, reader }, gaps, at))
  } catch (error) {
    if (!isChainError(error) || run.signal.aborted) throw error
    const facts = { network: run.network.id, provider: name, error: error.message }
    run.ctx.log.warn(facts, 'another provider explains nothing')
    return false
  }
}

const gapsOf = (looks: readonly Look[]) => looks.flatMap(({ gaps }) => gaps)
const holdingsIn = (looks: readonly Look[]) => looks.flatMap(({ holdings }) => holdings)

function tellOf(run: Run, { address, gaps }: Look): void {
  if (gaps.length === 0) return
  const differs = gaps.map((gap) => `${gap.amount} ${gap.token.symbol}`)
  const facts = { network: run.network.id, address: address.address, differs }
  run.ctx.log.warn(facts, 'an address of a merchant’s wallet holds another amount than came and went')
}
