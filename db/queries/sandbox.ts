import { and, asc, count, eq, lte, min, sql, type InferInsertModel } from 'drizzle-orm'
import { REFUND_GRACE_MS } from '@/lib/domain/refunds'
import type { Executor } from '../client'
import { sandboxLanes, sandboxTransfers } from '../schema'

export type LaneRow = typeof sandboxLanes.$inferSelect
export type LaneTransferRow = typeof sandboxTransfers.$inferSelect

export async function insertLane(db: Executor, row: InferInsertModel<typeof sandboxLanes>): Promise<void> {
  await db.insert(sandboxLanes).values(row)
}

export async function findLane(db: Executor, invoiceId: string): Promise<LaneRow | null> {
  const [row] = await db.select().from(sandboxLanes).where(eq(sandboxLanes.invoiceId, invoiceId))
  return row ?? null
}

/** The lane's row, locked until the transaction ends. */
export async function lockLane(db: Executor, network: string): Promise<LaneRow | null> {
  const [row] = await db.select().from(sandboxLanes).where(eq(sandboxLanes.network, network)).for('update')
  return row ?? null
}

export async function updateLane(
  db: Executor,
  network: string,
  set: Partial<Pick<LaneRow, 'aheadMs' | 'forks' | 'downUntil' | 'dueAt'>>,
): Promise<void> {
  await db.update(sandboxLanes).set(set).where(eq(sandboxLanes.network, network))
}

/** Takes a lane for playing steps on it until the transaction ends; false while someone else plays. Waits for nobody. */
export async function claimLane(db: Executor, network: string): Promise<boolean> {
  const [row] = await db.execute<{ claimed: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${network}, 7236643)) as claimed`,
  )
  return row?.claimed ?? false
}

/** Lanes that are to be read, those waiting longest first; none on which steps are being played. */
export async function dueLanes(db: Executor, now: Date, limit: number): Promise<LaneRow[]> {
  return db
    .select()
    .from(sandboxLanes)
    .where(lte(sandboxLanes.dueAt, now))
    .orderBy(asc(sandboxLanes.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

/** Since when the lane that waits longest has been due; null while none is. */
export async function longestDue(db: Executor, now: Date): Promise<Date | null> {
  const [row] = await db
    .select({ since: min(sandboxLanes.dueAt) })
    .from(sandboxLanes)
    .where(lte(sandboxLanes.dueAt, now))
  return row?.since ?? null
}

/** Everything that ever happened on a lane, undone blocks included, in chain order. */
export async function laneTransfers(db: Executor, network: string): Promise<LaneTransferRow[]> {
  return db
    .select()
    .from(sandboxTransfers)
    .where(eq(sandboxTransfers.network, network))
    .orderBy(asc(sandboxTransfers.blockNumber), asc(sandboxTransfers.txHash), asc(sandboxTransfers.position))
}

export async function insertLaneTransfers(
  db: Executor,
  rows: readonly InferInsertModel<typeof sandboxTransfers>[],
): Promise<void> {
  if (rows.length > 0)
    await db
      .insert(sandboxTransfers)
      .values([...rows])
      .onConflictDoNothing()
}

/** How many transfers were ever put on a lane, those mined again counted again. */
export async function countLaneTransfers(db: Executor, network: string): Promise<number> {
  const [row] = await db
    .select({ all: count() })
    .from(sandboxTransfers)
    .where(and(eq(sandboxTransfers.network, network), eq(sandboxTransfers.kind, 'transfer')))
  return row?.all ?? 0
}

/** What may still happen on a lane by itself. */
export type LaneOutlook = {
  /** The block that makes the next payment or refund final; null where none is awaited. */
  confirmsAt: number | null
  /** A sweep is on its way. */
  sweeping: boolean
  /** When the invoice runs out; null where it does no more. */
  expiresAt: Date | null
  /** When the next refund that nobody has sent is looked for no more. */
  refundEndsAt: Date | null
}

export async function laneOutlook(
  db: Executor,
  lane: Pick<LaneRow, 'network' | 'invoiceId'>,
): Promise<LaneOutlook> {
  const [row] = await db.execute<{
    confirms_at: number | null
    sweeping: boolean
    expires_at: string | null
    refund_ends_at: string | null
  }>(sql`
    select
      least(
        (select min(p.block_number + p.required_confirmations - 1)::int from payments p
          where p.network = ${lane.network} and p.orphaned_at is null and p.confirmed_at is null),
        (select min(r.block_number + r.required_confirmations - 1)::int from refunds r
          where r.network = ${lane.network} and r.orphaned_at is null and r.confirmed_at is null)) as confirms_at,
      (select min(greatest(r.expires_at, r.orphaned_at)) + make_interval(secs => ${REFUND_GRACE_MS / 1000})
        from refunds r where r.network = ${lane.network} and r.closed_at is null
          and (r.seen_at is null or r.orphaned_at is not null)) as refund_ends_at,
      exists (select 1 from sweeps s where s.network = ${lane.network} and s.status in ('recorded', 'sent'))
        as sweeping,
      (select i.expires_at from invoices i
        where i.id = ${lane.invoiceId} and i.status in ('pending', 'partial')
          and not exists (select 1 from invoice_exceptions e
            where e.invoice_id = i.id and e.kind = 'underpaid' and e.closed_at is null)) as expires_at`)
  if (!row) throw new Error('a lane without an outlook')
  return {
    confirmsAt: row.confirms_at,
    sweeping: row.sweeping,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    refundEndsAt: row.refund_ends_at === null ? null : new Date(row.refund_ends_at),
  }
}
