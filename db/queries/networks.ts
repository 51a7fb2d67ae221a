import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { networkBlocks, networkCursors, paymentOptions, type Mode } from '../schema'

export type CursorRow = typeof networkCursors.$inferSelect
export type WindowBlock = typeof networkBlocks.$inferSelect

/** A held lease: the fence is compared by every write that stands on it (S2). */
export type Lease = { network: string; fence: bigint }

/** Makes sure that a network has its row; its mode is fixed by the first one (Q1). */
export async function ensureNetwork(db: Executor, network: string, mode: Mode): Promise<void> {
  await db.insert(networkCursors).values({ network, mode, fence: 0n }).onConflictDoNothing()
}

export async function networkStates(db: Executor, networks: readonly string[]): Promise<CursorRow[]> {
  if (networks.length === 0) return []
  return db
    .select()
    .from(networkCursors)
    .where(inArray(networkCursors.network, [...networks]))
}

/** A network whose first block is known without reading it: the lane of a new test invoice. */
export async function insertNetwork(
  db: Executor,
  row: Pick<CursorRow, 'network' | 'mode' | 'blockNumber' | 'blockHash' | 'blockTime' | 'verified'>,
): Promise<void> {
  await db.insert(networkCursors).values({ ...row, fence: 0n })
}

/** A network that needs no look at a provider to be trusted (S10). */
export async function markVerified(db: Executor, network: string): Promise<void> {
  await db
    .update(networkCursors)
    .set({ verified: true })
    .where(and(eq(networkCursors.network, network), eq(networkCursors.verified, false)))
}

/** The networks that an invoice can be paid on. */
export async function networkStatesOf(db: Executor, invoiceId: string): Promise<CursorRow[]> {
  const own = db
    .select({ network: paymentOptions.network })
    .from(paymentOptions)
    .where(eq(paymentOptions.invoiceId, invoiceId))
  return db.select().from(networkCursors).where(inArray(networkCursors.network, own))
}

export async function networkState(db: Executor, network: string): Promise<CursorRow | null> {
  const [row] = await db.select().from(networkCursors).where(eq(networkCursors.network, network))
  return row ?? null
}

/** Takes the lease when nobody holds it; raises the fence, so that a holder who overslept can write nothing more. */
export async function takeLease(
  db: Executor,
  network: string,
  now: Date,
  until: Date,
): Promise<Lease | null> {
  const [row] = await db
    .update(networkCursors)
    .set({ fence: sql`${networkCursors.fence} + 1`, leaseUntil: until })
    .where(
      and(
        eq(networkCursors.network, network),
        or(isNull(networkCursors.leaseUntil), lt(networkCursors.leaseUntil, now)),
      ),
    )
    .returning({ fence: networkCursors.fence })
  return row ? { network, fence: row.fence } : null
}

/**
 * Locks the cursor's row under the lease until the transaction ends; null when the lease was lost (S2). Leaves its key alone,
 * so that new deposit addresses, which refer to it, need not wait (Q5).
 */
export async function lockCursor(db: Executor, lease: Lease): Promise<CursorRow | null> {
  const [row] = await db.select().from(networkCursors).where(holds(lease)).for('no key update')
  return row ?? null
}

export async function updateCursor(
  db: Executor,
  lease: Lease,
  set: Partial<Omit<CursorRow, 'network' | 'mode' | 'fence'>>,
): Promise<boolean> {
  const rows = await db
    .update(networkCursors)
    .set(set)
    .where(holds(lease))
    .returning({ network: networkCursors.network })
  return rows.length === 1
}

export async function windowBlocks(db: Executor, network: string): Promise<WindowBlock[]> {
  return db
    .select()
    .from(networkBlocks)
    .where(eq(networkBlocks.network, network))
    .orderBy(sql`${networkBlocks.number} desc`)
}

/** Adds blocks to the window and lets go of those deeper than `keepFrom`. */
export async function extendWindow(
  db: Executor,
  network: string,
  blocks: readonly WindowBlock[],
  keepFrom: number,
): Promise<void> {
  const kept = blocks.filter((block) => block.number >= keepFrom)
  if (kept.length > 0) {
    await db
      .insert(networkBlocks)
      .values(kept)
      .onConflictDoUpdate({
        target: [networkBlocks.network, networkBlocks.number],
        set: {
          hash: sql`excluded.hash`,
          parentHash: sql`excluded.parent_hash`,
          time: sql`excluded.time`,
        },
      })
  }
  await db
    .delete(networkBlocks)
    .where(and(eq(networkBlocks.network, network), lt(networkBlocks.number, keepFrom)))
}

/** Forgets every block above `number`, after a reorganisation. */
export async function rewindWindow(db: Executor, network: string, number: number): Promise<void> {
  await db
    .delete(networkBlocks)
    .where(and(eq(networkBlocks.network, network), gt(networkBlocks.number, number)))
}

/** The block times up to which each of these networks is proven; a network never read is missing (S6). */
export async function provenTimes(db: Executor, networks: readonly string[]): Promise<Map<string, Date>> {
  if (networks.length === 0) return new Map()
  const rows = await db
    .select({ network: networkCursors.network, time: networkCursors.blockTime })
    .from(networkCursors)
    .where(inArray(networkCursors.network, [...networks]))
  return new Map(rows.flatMap((row) => (row.time ? [[row.network, row.time] as const] : [])))
}

function holds(lease: Lease) {
  return and(eq(networkCursors.network, lease.network), eq(networkCursors.fence, lease.fence))
}
