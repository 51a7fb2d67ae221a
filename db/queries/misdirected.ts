import { and, asc, desc, eq, gt, inArray, isNull, lte, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import {
  claimLookups,
  depositAddresses,
  invoices,
  misdirectedTransfers,
  payoutTerms,
  type Mode,
} from '../schema'
import { chunks } from './chunks'
import type { AddressRow } from './payments'

export type LookupRow = typeof claimLookups.$inferSelect
export type MisdirectedRow = typeof misdirectedTransfers.$inferSelect

/** Asks for a transaction on a network; asked for again, it is looked for as if for the first time. */
export async function askFor(
  db: Executor,
  rows: readonly InferInsertModel<typeof claimLookups>[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insert(claimLookups)
    .values([...rows])
    .onConflictDoUpdate({
      target: [claimLookups.txHash, claimLookups.network, claimLookups.invoiceId],
      set: { tries: 0, closedAt: null, nextAt: sql`excluded.next_at`, until: sql`excluded.until` },
    })
}

/** Transactions to look for now, the longest due first. */
export async function dueLookups(
  db: Executor,
  network: string,
  now: Date,
  limit: number,
): Promise<LookupRow[]> {
  return db
    .select()
    .from(claimLookups)
    .where(
      and(eq(claimLookups.network, network), isNull(claimLookups.closedAt), lte(claimLookups.nextAt, now)),
    )
    .orderBy(asc(claimLookups.nextAt), asc(claimLookups.txHash), asc(claimLookups.invoiceId))
    .limit(limit)
}

export async function updateLookup(
  db: Executor,
  { txHash, network, invoiceId }: LookupRow,
  set: Partial<LookupRow>,
): Promise<void> {
  await db
    .update(claimLookups)
    .set(set)
    .where(
      and(
        eq(claimLookups.txHash, txHash),
        eq(claimLookups.network, network),
        eq(claimLookups.invoiceId, invoiceId),
      ),
    )
}

/** Addresses given out on whichever network: the same stands on every EVM chain (F3). */
export async function addressesAnywhere(db: Executor, addresses: readonly string[]): Promise<AddressRow[]> {
  const found: AddressRow[] = []
  for (const part of chunks([...new Set(addresses)])) {
    found.push(...(await db.select().from(depositAddresses).where(inArray(depositAddresses.address, part))))
  }
  return found
}

/** What came to an invoice's addresses where nobody looks by themselves, oldest first. */
export async function misdirectedOf(db: Executor, invoiceIds: readonly string[]): Promise<MisdirectedRow[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(misdirectedTransfers)
    .where(inArray(misdirectedTransfers.invoiceId, [...invoiceIds]))
    .orderBy(asc(misdirectedTransfers.blockNumber), asc(misdirectedTransfers.id))
}

export async function misdirectedByTransaction(
  db: Executor,
  network: string,
  txHash: string,
): Promise<MisdirectedRow[]> {
  return db
    .select()
    .from(misdirectedTransfers)
    .where(and(eq(misdirectedTransfers.network, network), eq(misdirectedTransfers.txHash, txHash)))
}

export async function insertMisdirected(
  db: Executor,
  row: InferInsertModel<typeof misdirectedTransfers>,
): Promise<void> {
  await db.insert(misdirectedTransfers).values(row)
}

export async function updateMisdirected(
  db: Executor,
  id: string,
  set: Partial<MisdirectedRow>,
): Promise<void> {
  await db.update(misdirectedTransfers).set(set).where(eq(misdirectedTransfers.id, id))
}

/** Takes what lies above a block off the books, has it looked for again, and gives back what stood there. */
export async function orphanMisdirectedAbove(
  db: Executor,
  network: string,
  block: number,
  at: Date,
): Promise<MisdirectedRow[]> {
  const here = eq(misdirectedTransfers.network, network)
  await db
    .update(misdirectedTransfers)
    .set({ sweptTx: null, sweptBlock: null })
    .where(and(here, gt(misdirectedTransfers.sweptBlock, block)))
  const undone = await db
    .update(misdirectedTransfers)
    .set({ orphanedAt: at, confirmedAt: null })
    .where(and(here, gt(misdirectedTransfers.blockNumber, block), isNull(misdirectedTransfers.orphanedAt)))
    .returning()
  for (const part of chunks([...new Set(undone.map((row) => row.txHash))])) {
    await db
      .update(claimLookups)
      .set({ closedAt: null, nextAt: at, tries: 0 })
      .where(and(eq(claimLookups.network, network), inArray(claimLookups.txHash, part)))
  }
  return undone
}

/** What lies on a network at forwarder addresses with these salts and has not left. */
export async function misdirectedBySalt(
  db: Executor,
  network: string,
  salts: readonly string[],
): Promise<(MisdirectedRow & { salt: string | null })[]> {
  const found: (MisdirectedRow & { salt: string | null })[] = []
  for (const part of chunks([...new Set(salts)])) {
    const rows = await db
      .select({ row: misdirectedTransfers, salt: depositAddresses.salt })
      .from(misdirectedTransfers)
      .innerJoin(depositAddresses, eq(depositAddresses.id, misdirectedTransfers.depositAddressId))
      .where(
        and(
          eq(misdirectedTransfers.network, network),
          isNull(misdirectedTransfers.sweptTx),
          inArray(depositAddresses.salt, part),
        ),
      )
    found.push(...rows.map(({ row, salt }) => ({ ...row, salt })))
  }
  return found
}

/** The addresses with these salts at which something went astray on a network, whether or not it has left. */
export async function addressesAstray(
  db: Executor,
  network: string,
  salts: readonly string[],
): Promise<AddressRow[]> {
  const found: AddressRow[] = []
  for (const part of chunks([...new Set(salts)])) {
    const rows = await db
      .select({ address: depositAddresses })
      .from(misdirectedTransfers)
      .innerJoin(depositAddresses, eq(depositAddresses.id, misdirectedTransfers.depositAddressId))
      .where(and(eq(misdirectedTransfers.network, network), inArray(depositAddresses.salt, part)))
    found.push(...rows.map(({ address }) => address))
  }
  return found
}

/** What a merchant could sweep of it: confirmed, not held or taken by a person all the same, and not gone (F3). */
export async function sweepableMisdirected(
  db: Executor,
  { merchantId, mode }: { merchantId: string; mode: Mode },
  network: string,
  limit: number,
) {
  return db
    .select({
      transfer: misdirectedTransfers,
      address: depositAddresses,
      treasury: payoutTerms.treasury,
      feeRecipient: payoutTerms.feeRecipient,
      feeBps: payoutTerms.feeBps,
    })
    .from(misdirectedTransfers)
    .innerJoin(depositAddresses, eq(depositAddresses.id, misdirectedTransfers.depositAddressId))
    .innerJoin(payoutTerms, eq(payoutTerms.id, depositAddresses.termsId))
    .where(
      and(
        eq(misdirectedTransfers.merchantId, merchantId),
        eq(misdirectedTransfers.mode, mode),
        eq(misdirectedTransfers.network, network),
        isNull(misdirectedTransfers.sweptTx),
        isNull(misdirectedTransfers.orphanedAt),
        sql`${misdirectedTransfers.confirmedAt} is not null`,
        sql`(${misdirectedTransfers.heldBy} is null or ${misdirectedTransfers.worthMinor} is not null)`,
      ),
    )
    .orderBy(asc(misdirectedTransfers.createdAt), asc(misdirectedTransfers.id))
    .limit(limit)
}

/** All that ever went astray to a merchant's addresses, the newest first with its invoice, one more than asked for where there are more. */
export async function pageOfMisdirected(
  db: Executor,
  { merchantId, mode }: { merchantId: string; mode: Mode },
  { after, limit }: { after: { createdAt: Date; id: string } | null; limit: number },
) {
  const { createdAt, id } = misdirectedTransfers
  return db
    .select({ transfer: misdirectedTransfers, title: invoices.title, currency: invoices.currency })
    .from(misdirectedTransfers)
    .innerJoin(invoices, eq(invoices.id, misdirectedTransfers.invoiceId))
    .where(
      and(
        eq(misdirectedTransfers.merchantId, merchantId),
        eq(misdirectedTransfers.mode, mode),
        after
          ? sql`(${createdAt}, ${id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1)
}
