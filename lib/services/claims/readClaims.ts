import { findInvoices, lockInvoices } from '@/db/queries/invoices'
import {
  dueLookups,
  insertMisdirected,
  misdirectedByTransaction,
  updateLookup,
  updateMisdirected,
  type LookupRow,
  type MisdirectedRow,
} from '@/db/queries/misdirected'
import { isChainError } from '@/lib/chains/errors'
import { payableByAddress } from '@/lib/chains/payable'
import type { Hex, Movements } from '@/lib/chains/port'
import { newId } from '@/lib/ids'
import { serverTime, type ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import { reassess, type News } from '../invoices/reassess'
import { rateFor } from '../rates/rateFor'
import { fenced, type Run } from '../reconcile/run'
import { screenSenders, type Screened } from '../screening/screenSenders'
import { straysIn, type Stray } from './arrivals'
import { transferEvent } from './transferEvent'

/** Transactions looked for in one run. */
const AT_MOST = 20
/** Asked for again after so long, and twice as long each time, up to an hour. */
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 60 * 60_000

/**
 * Looks for the transactions that people on pay pages said they had paid with (F3), up to the proven block. What came astray is kept with its
 * identity (S3), followed until it is deep enough, and undone with its block; only then nobody asks for it any more.
 */
export async function readClaims(run: Run, proven: number): Promise<void> {
  const { ctx, network } = run
  if (network.laneOfItsOwn || !run.reader.moved) return
  for (const lookup of await dueLookups(ctx.db, network.id, serverTime(ctx), AT_MOST)) {
    if (run.signal.aborted) return
    await readClaim(run, lookup, proven)
  }
}

async function readClaim(run: Run, lookup: LookupRow, proven: number): Promise<void> {
  const moved = await movementsOf(run, lookup)
  const isProven = moved !== null && moved.block.number <= proven
  const strays = isProven ? await straysIn(run, lookup, moved) : []
  const senders = await screenSenders(
    run,
    strays.map(({ transfer }) => transfer.from),
    proven,
  )
  const agreed = isProven && strays.length > 0 && (await othersAgree(run, lookup, moved))
  const isDeep = (row: { requiredConfirmations: number }) =>
    agreed && proven - moved.block.number + 1 >= row.requiredConfirmations
  await fenced(run, async (tx) => {
    const seen = await misdirectedByTransaction(tx.db, run.network.id, lookup.txHash)
    // Before the rows beneath them: a person may be deciding about these.
    await lockInvoices(tx.db, [
      ...new Set([...seen.map((row) => row.invoiceId), ...strays.map(({ address }) => address.invoiceId)]),
    ])
    const known = await misdirectedByTransaction(tx.db, run.network.id, lookup.txHash)
    const news = new Map<string, NewEvent[]>()
    const tell = (invoiceId: string, events: NewEvent[]) =>
      news.set(invoiceId, [...(news.get(invoiceId) ?? []), ...events])
    let open = 0
    for (const stray of strays) {
      const row = await keep(tx, run, stray, known, tell)
      if (row.confirmedAt !== null) continue
      const holder = senders.of(stray.transfer.from)
      if (holder !== undefined && isDeep(row)) await confirm(tx, row, holder, tell)
      else open += 1
    }
    for (const row of known) {
      if (strays.some((stray) => isOf(row, stray))) continue
      // Not in the chain as it is now: the block that held it was undone (D1).
      if (row.orphanedAt !== null || (moved !== null && !isProven)) continue
      await updateMisdirected(tx.db, row.id, { orphanedAt: tx.clock.now(), confirmedAt: null })
      tell(row.invoiceId, [transferEvent('transfer.reverted', row)])
    }
    await updateLookup(tx.db, lookup, nextLook(run, lookup, { found: isProven, open }))
    await reassess(tx, news as News)
  })
}

/** Trouble with one transaction is no trouble with the network: it is looked for again. */
async function movementsOf(run: Run, { txHash }: LookupRow): Promise<Movements | null> {
  try {
    return (await run.reader.moved?.(txHash as Hex, run.signal)) ?? null
  } catch (error) {
    if (isChainError(error) && error.code === 'bad_response') return null
    throw error
  }
}

/** Nobody wrote down what it is worth: where there is another site to ask, one provider's word is not enough (S5). */
async function othersAgree(run: Run, { txHash }: LookupRow, { block }: Movements): Promise<boolean> {
  if (!run.network.secondProvider) return true
  for (const { reader } of run.others) {
    try {
      const theirs = await reader.moved?.(txHash as Hex, run.signal)
      if (theirs?.succeeded && theirs.block.hash === block.hash) return true
    } catch (error) {
      if (!isChainError(error)) throw error
    }
  }
  return false
}

type Tell = (invoiceId: string, events: NewEvent[]) => void

/** Writes it down once, or moves it to where its transaction was mined again. */
async function keep(
  tx: ServiceContext,
  run: Run,
  { address, transfer }: Stray,
  known: readonly MisdirectedRow[],
  tell: Tell,
): Promise<MisdirectedRow> {
  const { network } = run
  const place = {
    amount: transfer.amount,
    fromAddress: transfer.from,
    blockNumber: transfer.block.number,
    blockHash: transfer.block.hash,
    blockTime: transfer.block.time,
    orphanedAt: null,
  }
  const before = known.find((row) => isOf(row, { address, transfer }))
  if (before) {
    if (before.orphanedAt === null && before.blockHash === place.blockHash) return before
    const isSame = before.amount === place.amount && before.fromAddress === place.fromAddress
    const set = { ...place, confirmedAt: null, ...(isSame ? {} : { worthMinor: null, heldBy: null }) }
    await updateMisdirected(tx.db, before.id, set)
    const row = { ...before, ...set }
    tell(row.invoiceId, [transferEvent('transfer.misdirected', row)])
    return row
  }
  const token = payableByAddress(network, transfer.token)
  const [invoice] = await findInvoices(tx.db, [address.invoiceId])
  const rate = token && invoice ? (await rateFor(tx, token, invoice.currency)).rate : null
  const row: MisdirectedRow = {
    ...place,
    id: newId('mis', tx.clock.now()),
    merchantId: address.merchantId,
    mode: address.mode,
    invoiceId: address.invoiceId,
    depositAddressId: address.id,
    network: network.id,
    token: transfer.token,
    symbol: token?.symbol ?? null,
    decimals: token?.decimals ?? null,
    txHash: transfer.txHash,
    position: transfer.position,
    requiredConfirmations: Math.max(network.confirmationFloor, invoice?.confirmationsOverride ?? 0),
    confirmedAt: null,
    heldBy: null,
    rateNum: rate?.value.num ?? null,
    rateDen: rate?.value.den ?? null,
    worthMinor: null,
    sweptTx: null,
    sweptBlock: null,
    createdAt: tx.clock.now(),
  }
  await insertMisdirected(tx.db, row)
  tell(row.invoiceId, [transferEvent('transfer.misdirected', row)])
  return row
}

async function confirm(
  tx: ServiceContext,
  row: MisdirectedRow,
  heldBy: NonNullable<ReturnType<Screened['of']>> | null,
  tell: Tell,
): Promise<void> {
  await updateMisdirected(tx.db, row.id, { confirmedAt: tx.clock.now(), heldBy })
  tell(row.invoiceId, [transferEvent('transfer.confirmed', { ...row, heldBy })])
}

function isOf(row: MisdirectedRow, { address, transfer }: Stray): boolean {
  return (
    row.position === transfer.position && row.token === transfer.token && row.depositAddressId === address.id
  )
}

/** Found and not deep enough it is looked at by every run; what is not found, less and less often. */
function nextLook(
  run: Run,
  lookup: LookupRow,
  { found, open }: { found: boolean; open: number },
): Partial<LookupRow> {
  const now = serverTime(run.ctx)
  if (found) return open > 0 ? { nextAt: now } : { closedAt: now }
  if (now >= lookup.until) return { closedAt: now }
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(lookup.tries, 10))
  return { tries: lookup.tries + 1, nextAt: new Date(now.getTime() + pause) }
}
