import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { webhookDeliveries, webhookReceivers } from '../schema'

export type ReceiverRow = typeof webhookReceivers.$inferSelect

export async function receiversOf(db: Executor, receivers: readonly string[]): Promise<ReceiverRow[]> {
  return db
    .select()
    .from(webhookReceivers)
    .where(inArray(webhookReceivers.receiver, [...receivers]))
}

export async function saveReceivers(db: Executor, rows: readonly ReceiverRow[]): Promise<void> {
  if (rows.length === 0) return
  const set = Object.fromEntries(
    (
      [
        ['failingSince', 'failing_since'],
        ['failures', 'failures'],
        ['pausedUntil', 'paused_until'],
        ['probeAt', 'probe_at'],
      ] as const
    ).map(([name, column]) => [name, sql`excluded.${sql.identifier(column)}`]),
  )
  await db
    .insert(webhookReceivers)
    .values(rows.toSorted((a, b) => (a.receiver < b.receiver ? -1 : 1)))
    .onConflictDoUpdate({ target: webhookReceivers.receiver, set })
}

/** So many of a receiver are woken at a time; the next success wakes more. */
const WOKEN_AT_ONCE = 1_000

/** Gives parked deliveries of these receivers one more try, the oldest first; those that may not be woken yet stay. */
export async function wakeParked(db: Executor, receivers: readonly string[], now: Date): Promise<number> {
  if (receivers.length === 0) return 0
  const parked = db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.status, 'parked'),
        inArray(webhookDeliveries.receiver, [...receivers]),
        lte(webhookDeliveries.nextAttemptAt, now),
      ),
    )
    .orderBy(webhookDeliveries.nextAttemptAt)
    .limit(WOKEN_AT_ONCE)
    .for('update', { skipLocked: true })
  const woken = await db
    .update(webhookDeliveries)
    .set({ status: 'pending', wakes: sql`${webhookDeliveries.wakes} + 1`, nextAttemptAt: now })
    .where(inArray(webhookDeliveries.id, parked))
    .returning({ id: webhookDeliveries.id })
  return woken.length
}

/** A receiver is back: what waits for its next try need not wait longer. */
export async function hastenRetries(db: Executor, receivers: readonly string[], now: Date): Promise<void> {
  if (receivers.length === 0) return
  const waiting = db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.status, 'pending'),
        inArray(webhookDeliveries.receiver, [...receivers]),
        isNull(webhookDeliveries.claimedUntil),
        sql`${webhookDeliveries.nextAttemptAt} > ${now.toISOString()}`,
      ),
    )
    .orderBy(webhookDeliveries.nextAttemptAt)
    .limit(WOKEN_AT_ONCE)
    .for('update', { skipLocked: true })
  await db.update(webhookDeliveries).set({ nextAttemptAt: now }).where(inArray(webhookDeliveries.id, waiting))
}

/** Makes one parked delivery due of each failing receiver that is to be asked whether it is back. Returns how many. */
export async function probeFailing(db: Executor, now: Date, asleepUntil: Date): Promise<number> {
  const due = db
    .select({ receiver: webhookReceivers.receiver })
    .from(webhookReceivers)
    .where(lte(webhookReceivers.probeAt, now))
    .orderBy(webhookReceivers.probeAt)
    .limit(100)
    .for('update', { skipLocked: true })
  const probed = await db
    .update(webhookReceivers)
    .set({ probeAt: asleepUntil })
    .where(inArray(webhookReceivers.receiver, due))
    .returning({ receiver: webhookReceivers.receiver })
  if (probed.length === 0) return 0
  const woken = await db.execute(sql`
    update webhook_deliveries d set status = 'pending', next_attempt_at = ${now.toISOString()}
    from unnest(${sql.param(probed.map(({ receiver }) => receiver))}::text[]) as r (receiver)
    cross join lateral (
      select p.id from webhook_deliveries p
      where p.status = 'parked' and p.receiver = r.receiver
      order by p.next_attempt_at limit 1 for update skip locked
    ) oldest
    where d.id = oldest.id
    returning d.id
  `)
  return woken.length
}
