import { and, asc, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { depositAddresses, invoices, networkCursors, paymentOptions } from '../schema'

export type AddressRow = typeof depositAddresses.$inferSelect

export async function countAddresses(
  db: Executor,
  network: string,
  now: Date,
): Promise<{ all: number; hot: number }> {
  const [row] = await db
    .select({
      all: sql<number>`count(*)::int`,
      hot: sql<number>`(count(*) filter (where ${depositAddresses.hotUntil} > ${now.toISOString()}::timestamptz))::int`,
    })
    .from(depositAddresses)
    .where(eq(depositAddresses.network, network))
  return row ?? { all: 0, hot: 0 }
}

/** The addresses of a network; with `hotAt` only those whose invoice still waits for money then (S8). */
export async function watchedAddresses(
  db: Executor,
  network: string,
  hotAt?: Date,
): Promise<Pick<AddressRow, 'address' | 'rail'>[]> {
  return db
    .select({ address: depositAddresses.address, rail: depositAddresses.rail })
    .from(depositAddresses)
    .where(
      and(eq(depositAddresses.network, network), hotAt ? gt(depositAddresses.hotUntil, hotAt) : undefined),
    )
}

/** Whether some invoice on the network waits for the native coin, so that whole blocks must be read. */
export async function expectsNative(
  db: Executor,
  network: string,
  symbol: string,
  now: Date,
): Promise<boolean> {
  const [row] = await db
    .select({ id: paymentOptions.id })
    .from(paymentOptions)
    .innerJoin(depositAddresses, eq(depositAddresses.id, paymentOptions.depositAddressId))
    .where(
      and(
        eq(paymentOptions.network, network),
        eq(paymentOptions.token, symbol),
        gt(depositAddresses.hotUntil, now),
      ),
    )
    .limit(1)
  return row !== undefined
}

/**
 * Addresses whose balance was looked at longest ago, for the witness's rolling budget: those that still wait for money, or
 * those that no longer do (S4, S8).
 */
export async function leastWitnessed(
  db: Executor,
  network: string,
  which: { hotAt: Date } | { coldAt: Date },
  limit: number,
): Promise<AddressRow[]> {
  const { hotUntil, witnessedAt, id } = depositAddresses
  const temperature = 'hotAt' in which ? gt(hotUntil, which.hotAt) : lte(hotUntil, which.coldAt)
  return db
    .select()
    .from(depositAddresses)
    .where(and(eq(depositAddresses.network, network), temperature))
    .orderBy(sql`${witnessedAt} asc nulls first`, asc(id))
    .limit(limit)
}

export async function addressRows(db: Executor, ids: readonly string[]): Promise<AddressRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(depositAddresses)
    .where(inArray(depositAddresses.id, [...new Set(ids)]))
}

/** Where a payment came to; null for what was paid through the hub. */
export async function addressOf(
  db: Executor,
  { depositAddressId }: { depositAddressId: string | null },
): Promise<AddressRow | null> {
  const [row] = await addressRows(db, depositAddressId === null ? [] : [depositAddressId])
  return row ?? null
}

/** Notes that balances and books agreed at a block, so that a later gap is looked for after it only. */
export async function markWitnessed(
  db: Executor,
  ids: readonly string[],
  at: Date,
  block: number,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(depositAddresses)
    .set({ witnessedAt: at, witnessedBlock: block })
    .where(inArray(depositAddresses.id, [...ids]))
}

/** Agreement at a block that was undone says nothing. */
export async function rewindWitness(db: Executor, network: string, block: number): Promise<void> {
  await db
    .update(depositAddresses)
    .set({ witnessedBlock: block })
    .where(and(eq(depositAddresses.network, network), gt(depositAddresses.witnessedBlock, block)))
}

/** Notes that books and balance of one address agree up to a later block than was known. */
export async function advanceWitnessOf(db: Executor, id: string, block: number): Promise<void> {
  await db
    .update(depositAddresses)
    .set({ witnessedBlock: block })
    .where(and(eq(depositAddresses.id, id), lt(depositAddresses.witnessedBlock, block)))
}

/** Agreement of one address after a block says nothing: what was credited up to it has changed. */
export async function rewindWitnessOf(db: Executor, id: string, block: number): Promise<void> {
  await db
    .update(depositAddresses)
    .set({ witnessedBlock: block })
    .where(and(eq(depositAddresses.id, id), gt(depositAddresses.witnessedBlock, block)))
}

/**
 * Invoices of a network whose time is over by the proven time of every network they can be paid on, and whose state does not
 * say so yet: still pending, or short without `underpaid` (S6, D10).
 */
export async function invoicesPastTheirTime(db: Executor, network: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        inArray(invoices.status, ['pending', 'partial']),
        // What this network has proven lets the index leave out everything that is still open.
        sql`${invoices.expiresAt} < (select block_time from ${networkCursors} where network = ${network})`,
        sql`exists (select 1 from ${paymentOptions} own
          where own.invoice_id = ${invoices.id} and own.network = ${network})`,
        sql`${invoices.expiresAt} < (
          select min(coalesce(c.block_time, 'epoch')) from ${paymentOptions} o
          join ${networkCursors} c on c.network = o.network where o.invoice_id = ${invoices.id})`,
        sql`not exists (
          select 1 from invoice_exceptions e
          where e.invoice_id = ${invoices.id} and e.kind = 'underpaid' and e.closed_at is null)`,
      ),
    )
    .orderBy(asc(invoices.expiresAt))
    .limit(limit)
  return rows.map((row) => row.id)
}

/** Puts an invoice's addresses first among those whose balance is looked at, which are watched closely at least until then. */
export async function lookSoon(db: Executor, invoiceId: string, until: Date): Promise<void> {
  const later = sql`greatest(${depositAddresses.hotUntil}, ${until.toISOString()}::timestamptz)`
  await db
    .update(depositAddresses)
    .set({ witnessedAt: null, hotUntil: later })
    .where(eq(depositAddresses.invoiceId, invoiceId))
}
