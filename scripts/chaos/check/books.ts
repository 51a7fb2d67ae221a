import { openDatabase } from '@/db/client'
import { ledgerOf } from '@/tests/simulation/oracle/verdict'
import { driftOf } from '@/tests/support/rollups'
import { sentFor, type Told } from '../load/told'
import type { Tally } from '../tally'
import type { OnChain } from './onChain'
import type { Stored } from './stored'

const FEE_BPS = 100n

/** Statuses, settlements and the ledger are what the chain and the terms make of them, and the events tell them without a gap. */
export function checkBooks(told: readonly Told[], stored: Stored, chain: OnChain, tally: Tally): void {
  for (const one of told) {
    const must = (what: string, is: string | number | bigint, should: string | number | bigint) => {
      if (`${is}` !== `${should}`) tally.object(`${one.id}: ${what} is ${is}, must be ${should}`)
    }
    const row = stored.invoices.find(({ id }) => id === one.id)
    if (!row) continue
    const received = sentFor(one)
    // Everything that was sent covers, and is deep enough by now.
    must('status', row.status, received === 0n ? 'pending' : 'paid')
    const own = stored.payments.filter(({ invoice }) => invoice === one.id)
    must('sum of its payments', sum(own), received)
    must('payments not confirmed', own.filter(({ confirmed }) => !confirmed).length, 0)

    const settlements = stored.settlements.filter(({ invoice }) => invoice === one.id)
    must('settlements', settlements.length, received === 0n ? 0 : 1)
    const fee = (received * FEE_BPS) / 10_000n
    for (const settlement of settlements) {
      must('gross', settlement.gross, received)
      must('fee', settlement.fee, fee)
      must('net', settlement.net, received - fee)
    }
    const sweeps = chain.swept.filter(({ salt }) => salt === row.salt)
    const money = { arrived: received, settled: received, refunded: 0n, refundedUntaken: 0n }
    const ledger = ledgerOf({ ...money, feeBps: FEE_BPS, sweeps })
    const entries = stored.ledger.filter(({ invoice }) => invoice === one.id)
    for (const [account, amount] of Object.entries(ledger))
      must(`ledger ${account}`, sum(entries.filter((entry) => entry.account === account)), amount)
    tally.count(`invoices ${row.status}`)
    if (received > 0n && ledger.deposits === 0n) tally.count('invoices swept to the treasury')
  }
  checkPostings(stored, tally)
  checkEvents(stored, tally)
}

function checkPostings({ ledger }: Stored, tally: Tally): void {
  const totals = new Map<string, bigint>()
  for (const { invoice, posting, token, amount } of ledger) {
    const name = `${invoice} ${posting} ${token}`
    totals.set(name, (totals.get(name) ?? 0n) + BigInt(amount))
  }
  tally.count('ledger postings', totals.size)
  for (const [name, total] of totals) if (total !== 0n) tally.object(`posting ${name} adds up to ${total}`)
}

/** Q5: the figures that are kept are what counting invoices and settlements anew gives. */
export async function checkFigures(databaseUrl: string, tally: Tally): Promise<void> {
  const database = openDatabase(databaseUrl, { max: 1 })
  const drift = await driftOf(database.db)
  await database.close()
  for (const row of drift) tally.object(`the kept figures differ: ${JSON.stringify(row)}`)
}

/** Q6: numbered from 1 without a gap, and the last status that was told stands. */
function checkEvents({ invoices, events }: Stored, tally: Tally): void {
  tally.count('events stored', events.length)
  for (const { id, seq, status } of invoices) {
    const own = events.filter(({ invoice }) => invoice === id)
    if (own.length !== seq || own.some((event, index) => event.seq !== index + 1))
      tally.object(`the events of ${id} have gaps`)
    const types = own.map(({ type }) => type)
    if (status === 'paid' && types.filter((type) => type === 'invoice.paid').length !== 1)
      tally.object(`${id} is paid and its events are ${types.join()}`)
  }
}

function sum(rows: readonly { amount: string }[]): bigint {
  return rows.reduce((total, row) => total + BigInt(row.amount), 0n)
}
