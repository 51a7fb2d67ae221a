import { and, eq, gt, inArray, isNull, lte, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { refusedTransfers } from '../schema'
import { chunks } from './chunks'

export type RefusedRow = typeof refusedTransfers.$inferSelect
export type NewRefused = InferInsertModel<typeof refusedTransfers>

/** Transfers of these transactions that were refused, on a branch that stands or not. */
export async function refusedByTransaction(
  db: Executor,
  network: string,
  txHashes: readonly string[],
): Promise<RefusedRow[]> {
  const found: RefusedRow[] = []
  for (const part of chunks([...new Set(txHashes)])) {
    const match = and(eq(refusedTransfers.network, network), inArray(refusedTransfers.txHash, part))
    found.push(...(await db.select().from(refusedTransfers).where(match)))
  }
  return found
}

/** Keeps each once (S3): mined again, a transaction may do something else at the same position, so that the whole row moves. */
export async function upsertRefused(db: Executor, rows: readonly NewRefused[]): Promise<void> {
  for (const part of chunks(rows)) {
    await db
      .insert(refusedTransfers)
      .values([...part])
      .onConflictDoUpdate({
        target: [refusedTransfers.txHash, refusedTransfers.network, refusedTransfers.position],
        set: {
          depositAddressId: sql`excluded.deposit_address_id`,
          token: sql`excluded.token`,
          amount: sql`excluded.amount`,
          reason: sql`excluded.reason`,
          blockNumber: sql`excluded.block_number`,
          blockHash: sql`excluded.block_hash`,
          blockTime: sql`excluded.block_time`,
          orphanedAt: null,
        },
      })
  }
}

export async function orphanRefusedAbove(
  db: Executor,
  network: string,
  block: number,
  at: Date,
): Promise<void> {
  await db
    .update(refusedTransfers)
    .set({ orphanedAt: at })
    .where(
      and(
        eq(refusedTransfers.network, network),
        gt(refusedTransfers.blockNumber, block),
        isNull(refusedTransfers.orphanedAt),
      ),
    )
}

/** What was refused at addresses up to a block, by block and asset. */
export async function refusedByBlock(
  db: Executor,
  addressIds: readonly string[],
  upTo: number,
): Promise<{ addressId: string; token: string; block: number; amount: bigint }[]> {
  if (addressIds.length === 0) return []
  const rows = await db
    .select({
      addressId: refusedTransfers.depositAddressId,
      token: refusedTransfers.token,
      block: refusedTransfers.blockNumber,
      amount: sql<string>`sum(${refusedTransfers.amount})::text`,
    })
    .from(refusedTransfers)
    .where(
      and(
        inArray(refusedTransfers.depositAddressId, [...addressIds]),
        isNull(refusedTransfers.orphanedAt),
        lte(refusedTransfers.blockNumber, upTo),
      ),
    )
    .groupBy(refusedTransfers.depositAddressId, refusedTransfers.token, refusedTransfers.blockNumber)
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }))
}
