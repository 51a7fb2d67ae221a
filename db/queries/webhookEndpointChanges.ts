import { and, eq, inArray, isNotNull, isNull, lte, or, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { webhookDeliveries, webhookEndpoints, webhookReceivers } from '../schema'
import { findEndpoint, type EndpointRow, type Scope } from './webhookEndpoints'

/**
 * An endpoint of this merchant and mode, which nobody else changes until the transaction ends. What is known of its health is
 * locked before it, in the order in which the dispatcher writes the two.
 */
export async function lockEndpoint(db: Executor, scope: Scope, id: string): Promise<EndpointRow | null> {
  if (!(await findEndpoint(db, scope, id))) return null
  await db
    .select({ receiver: webhookReceivers.receiver })
    .from(webhookReceivers)
    .where(eq(webhookReceivers.receiver, id))
    .for('update')
  await db
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, id))
    .for('update')
  return findEndpoint(db, scope, id)
}

export async function updateEndpoint(
  db: Executor,
  id: string,
  set: Partial<InferInsertModel<typeof webhookEndpoints>>,
): Promise<void> {
  await db.update(webhookEndpoints).set(set).where(eq(webhookEndpoints.id, id))
}

/** An endpoint begins anew: nothing is known against it, and all that waits for it is due now with all its tries. */
export async function startAfresh(db: Executor, id: string, now: Date): Promise<void> {
  await db
    .update(webhookReceivers)
    .set({ failingSince: null, failures: 0, pausedUntil: null, probeAt: null })
    .where(eq(webhookReceivers.receiver, id))
  await db
    .update(webhookDeliveries)
    .set({ status: 'pending', tries: 0, wakes: 0, nextAttemptAt: now, claimedUntil: null })
    .where(inArray(webhookDeliveries.id, waitingFor(db, id, now)))
}

/** Nobody is left to be told at an endpoint that is deleted; what is under way is dropped when it comes back. */
export async function dropWaiting(db: Executor, id: string, now: Date): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set({ status: 'dropped', nextAttemptAt: now, claimedUntil: null })
    .where(inArray(webhookDeliveries.id, waitingFor(db, id, now)))
  await db.delete(webhookReceivers).where(eq(webhookReceivers.receiver, id))
}

/** What an endpoint is told no more until someone enables it; what was to go there is kept. Gives those that it closed. */
export async function closeEndpoints(
  db: Executor,
  ids: readonly string[],
  reason: 'failing' | 'gone',
  now: Date,
): Promise<EndpointRow[]> {
  if (ids.length === 0) return []
  return db
    .update(webhookEndpoints)
    .set({ enabled: false, disabledReason: reason, disabledAt: now, updatedAt: now })
    .where(and(inArray(webhookEndpoints.id, ids.toSorted()), eq(webhookEndpoints.enabled, true)))
    .returning()
}

/** Which of these are enabled. Waits for who is changing one of them, and who changes one next waits for us. */
export async function enabledAmong(db: Executor, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ id: webhookEndpoints.id, enabled: webhookEndpoints.enabled })
    .from(webhookEndpoints)
    .where(inArray(webhookEndpoints.id, ids.toSorted()))
    .for('share')
  return rows.filter(({ enabled }) => enabled).map(({ id }) => id)
}

/** Secrets that sign no more are not kept. */
export async function forgetPreviousSecrets(db: Executor, now: Date): Promise<void> {
  await db
    .update(webhookEndpoints)
    .set({ previousSecret: null, previousSecretUntil: null })
    .where(and(isNotNull(webhookEndpoints.previousSecret), lte(webhookEndpoints.previousSecretUntil, now)))
}

/** Deliveries that are not ended and of which no try is under way; those that someone writes at this moment are theirs. */
function waitingFor(db: Executor, id: string, now: Date) {
  return db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.receiver, id),
        or(eq(webhookDeliveries.status, 'pending'), eq(webhookDeliveries.status, 'parked')),
        or(
          isNull(webhookDeliveries.claimedUntil),
          sql`${webhookDeliveries.claimedUntil} <= ${now.toISOString()}`,
        ),
      ),
    )
    .for('update', { skipLocked: true })
}
