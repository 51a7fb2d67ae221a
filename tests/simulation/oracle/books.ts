import { asc } from 'drizzle-orm'
import {
  creditClaims,
  creditEntries,
  depositAddresses,
  events,
  hubTerms,
  invoiceExceptions,
  invoices,
  ledgerEntries,
  networkCursors,
  paymentOptions,
  payments,
  refunds,
  settlements,
  sweeps,
  sweptAmounts,
} from '@/db/schema'
import type { Hex } from 'viem'
import type { Simulation } from '../world/simulation'

/** Everything that is stored about money, as it is committed now. */
export async function readBooks(simulation: Simulation) {
  const { books: db } = simulation.connections
  // The oracle judges by addresses as the chain has them, however people write them there.
  const { toChain } = simulation.rail
  const stored = {
    invoices: await db.select().from(invoices).orderBy(asc(invoices.id)),
    addresses: (await db.select().from(depositAddresses).orderBy(asc(depositAddresses.id))).map((row) => ({
      ...row,
      address: toChain(row.address),
    })),
    payments: await db.select().from(payments).orderBy(asc(payments.id)),
    settlements: await db.select().from(settlements).orderBy(asc(settlements.id)),
    ledger: await db.select().from(ledgerEntries).orderBy(asc(ledgerEntries.id)),
    exceptions: await db.select().from(invoiceExceptions).orderBy(asc(invoiceExceptions.id)),
    events: await db.select().from(events).orderBy(asc(events.invoiceId), asc(events.seq)),
    swept: await db.select().from(sweptAmounts).orderBy(asc(sweptAmounts.txHash), asc(sweptAmounts.position)),
    sweeps: await db.select().from(sweeps).orderBy(asc(sweeps.id)),
    terms: await db.select().from(hubTerms).orderBy(asc(hubTerms.id)),
    options: await db.select().from(paymentOptions).orderBy(asc(paymentOptions.id)),
    refunds: (await db.select().from(refunds).orderBy(asc(refunds.id))).map((row) => ({
      ...row,
      recipient: toChain(row.recipient),
    })),
    claims: await db.select().from(creditClaims).orderBy(asc(creditClaims.id)),
    credit: await db.select().from(creditEntries).orderBy(asc(creditEntries.id)),
    cursor: (await db.select().from(networkCursors))[0] ?? null,
  }
  for (const row of stored.addresses) if (row.ref) simulation.references.set(row.address, row.ref as Hex)
  const { invoices: all, payments: credits, settlements: settled, ledger, exceptions, swept } = stored
  /** What has come to rest when nothing of it changes any more. */
  const comparable = {
    all,
    credits,
    settled,
    ledger,
    exceptions,
    swept,
    refunds: stored.refunds,
    credit: stored.credit,
    sweeps: stored.sweeps.map((one) => one.status),
  }
  return { ...stored, comparable }
}

/** The last block that the product has proven. */
export async function readCursor(simulation: Simulation): Promise<number> {
  const [row] = await simulation.connections.books
    .select({ blockNumber: networkCursors.blockNumber })
    .from(networkCursors)
  return row?.blockNumber ?? 0
}

export type Books = Awaited<ReturnType<typeof readBooks>>

/** Base units together. */
export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
