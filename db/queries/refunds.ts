import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  sql,
  type InferInsertModel,
} from 'drizzle-orm'
import { REFUND_GRACE_MS } from '@/lib/domain/refunds'
import type { Executor } from '../client'
import { networkCursors, refunds, type Mode } from '../schema'
import { chunks } from './chunks'

export type RefundRow = typeof refunds.$inferSelect
export type RefundChange = Partial<InferInsertModel<typeof refunds>>

export async function insertRefund(db: Executor, row: InferInsertModel<typeof refunds>): Promise<RefundRow> {
  const [inserted] = await db.insert(refunds).values(row).returning()
  if (!inserted) throw new Error('a refund was not inserted')
  return inserted
}

export async function updateRefund(db: Executor, id: string, set: RefundChange): Promise<void> {
  await db.update(refunds).set(set).where(eq(refunds.id, id))
}

/** The refunds of invoices, oldest first. */
export async function refundsOf(db: Executor, invoiceIds: readonly string[]): Promise<RefundRow[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(refunds)
    .where(inArray(refunds.invoiceId, [...invoiceIds]))
    .orderBy(asc(refunds.id))
}

export async function findRefund(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
  invoiceId: string,
  id: string,
): Promise<RefundRow | null> {
  const [row] = await db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.id, id),
        eq(refunds.invoiceId, invoiceId),
        eq(refunds.merchantId, scope.merchantId),
        eq(refunds.mode, scope.mode),
      ),
    )
  return row ?? null
}

/** Addresses of a network to which a transfer may come that settles a refund (S1, F6). */
export async function watchedRecipients(db: Executor, network: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ recipient: refunds.recipient })
    .from(refunds)
    .where(and(eq(refunds.network, network), isNull(refunds.closedAt)))
  return rows.map((row) => row.recipient)
}

/** Whether a refund in the network's own coin is looked for, so that whole blocks must be read. */
export async function awaitsNativeRefund(db: Executor, network: string, symbol: string): Promise<boolean> {
  const [row] = await db
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.network, network), eq(refunds.token, symbol), isNull(refunds.closedAt)))
    .limit(1)
  return row !== undefined
}

/** Refunds of a network that look for a transfer to one of these addresses, or already are one of these transactions (S3). */
export async function refundsAt(
  db: Executor,
  network: string,
  recipients: readonly string[],
  txHashes: readonly string[],
): Promise<RefundRow[]> {
  const found: RefundRow[] = []
  for (const part of chunks([...new Set(recipients)])) {
    const open = and(eq(refunds.network, network), inArray(refunds.recipient, part), isNull(refunds.closedAt))
    found.push(...(await db.select().from(refunds).where(open)))
  }
  for (const part of chunks([...new Set(txHashes)])) {
    const known = and(
      eq(refunds.network, network),
      inArray(refunds.txHash, part),
      isNotNull(refunds.closedAt),
    )
    found.push(...(await db.select().from(refunds).where(known)))
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Refunds whose transfer lies deep enough under `proven` and is not confirmed, oldest first (S7). */
export async function confirmableRefunds(
  db: Executor,
  network: string,
  proven: number,
  limit: number,
): Promise<RefundRow[]> {
  return db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.network, network),
        isNotNull(refunds.blockNumber),
        isNull(refunds.confirmedAt),
        isNull(refunds.orphanedAt),
        lte(sql`${refunds.blockNumber} + ${refunds.requiredConfirmations} - 1`, proven),
      ),
    )
    .orderBy(asc(refunds.blockNumber), asc(refunds.id))
    .limit(limit)
}

/** Refunds whose transfer stood above a block. */
export async function refundsAbove(db: Executor, network: string, block: number): Promise<RefundRow[]> {
  return db
    .select()
    .from(refunds)
    .where(and(eq(refunds.network, network), gt(refunds.blockNumber, block), isNull(refunds.orphanedAt)))
    .orderBy(asc(refunds.id))
}

/** Refunds without a standing transfer whose last moment the network has proven a later block of (S6). */
export async function refundsPastTheirTime(
  db: Executor,
  network: string,
  limit: number,
): Promise<RefundRow[]> {
  const grace = sql`make_interval(secs => ${REFUND_GRACE_MS / 1000})`
  const proven = sql`(select block_time from ${networkCursors} where network = ${network})`
  return db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.network, network),
        isNull(refunds.closedAt),
        or(isNull(refunds.seenAt), isNotNull(refunds.orphanedAt)),
        sql`greatest(${refunds.expiresAt}, ${refunds.orphanedAt}) + ${grace} < ${proven}`,
      ),
    )
    .orderBy(asc(refunds.id))
    .limit(limit)
}

/** Open refunds with a transaction that may be theirs: told of by their merchant, or seen and passed over. */
export async function hintedRefunds(db: Executor, network: string, limit: number): Promise<RefundRow[]> {
  return db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.network, network),
        isNull(refunds.closedAt),
        or(isNotNull(refunds.reportedTx), isNotNull(refunds.passedTx)),
        or(isNull(refunds.seenAt), isNotNull(refunds.orphanedAt)),
      ),
    )
    .orderBy(desc(refunds.id))
    .limit(limit)
}

/** A block that was proven when a refund was prepared is gone: its transfer may lie in another of that number. */
export async function lowerPreparedBlocks(db: Executor, network: string, to: number): Promise<void> {
  await db
    .update(refunds)
    .set({ preparedBlock: to })
    .where(and(eq(refunds.network, network), isNull(refunds.closedAt), gt(refunds.preparedBlock, to)))
}
