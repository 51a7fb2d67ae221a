import { and, asc, eq, isNull, lt, lte, or, sql, type InferInsertModel } from 'drizzle-orm'
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

export async function updateLane(
  db: Executor,
  network: string,
  set: Partial<Pick<LaneRow, 'aheadMs' | 'forks' | 'downUntil' | 'standsAt' | 'busyUntil' | 'dueAt'>>,
): Promise<void> {
  await db.update(sandboxLanes).set(set).where(eq(sandboxLanes.network, network))
}

/** Takes a lane for playing steps on it; null while someone else plays. */
export async function claimLane(
  db: Executor,
  network: string,
  now: Date,
  until: Date,
): Promise<LaneRow | null> {
  const [row] = await db
    .update(sandboxLanes)
    .set({ busyUntil: until })
    .where(
      and(
        eq(sandboxLanes.network, network),
        or(isNull(sandboxLanes.busyUntil), lt(sandboxLanes.busyUntil, now)),
      ),
    )
    .returning()
  return row ?? null
}

/** Lanes that are to be read, those waiting longest first; none on which steps are being played. */
export async function dueLanes(db: Executor, now: Date, limit: number): Promise<LaneRow[]> {
  return db
    .select()
    .from(sandboxLanes)
    .where(
      and(lte(sandboxLanes.dueAt, now), or(isNull(sandboxLanes.busyUntil), lt(sandboxLanes.busyUntil, now))),
    )
    .orderBy(asc(sandboxLanes.dueAt))
    .limit(limit)
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

/** What may still happen on a lane by itself. */
export type LaneOutlook = {
  /** Money that is not final yet. */
  confirming: boolean
  /** A sweep is on its way. */
  sweeping: boolean
  /** The invoice still runs out by itself. */
  open: boolean
  expiresAt: Date
}

export async function laneOutlook(db: Executor, lane: LaneRow): Promise<LaneOutlook> {
  const [row] = await db.execute<{
    confirming: boolean
    sweeping: boolean
    open: boolean
    expires_at: string
  }>(sql`
    select
      exists (select 1 from payments p where p.invoice_id = i.id
        and p.orphaned_at is null and p.confirmed_at is null) as confirming,
      exists (select 1 from sweeps s where s.network = ${lane.network} and s.status in ('recorded', 'sent'))
        as sweeping,
      i.status in ('pending', 'partial') and not exists (select 1 from invoice_exceptions e
        where e.invoice_id = i.id and e.kind = 'underpaid' and e.closed_at is null) as open,
      i.expires_at
    from invoices i where i.id = ${lane.invoiceId}`)
  if (!row) throw new Error('a lane without an invoice')
  const { confirming, sweeping, open } = row
  return { confirming, sweeping, open, expiresAt: new Date(row.expires_at) }
}
