import { and, asc, inArray, lt } from 'drizzle-orm'
import type { Executor } from '../client'
import { webhookDeliveries } from '../schema'

/** So many go at a time; the next run takes more. */
const AT_ONCE = 5_000

/** Deletes deliveries that ended before then, with their tries. What is still to be sent stays, however old it is. */
export async function deleteEndedDeliveries(db: Executor, before: Date): Promise<number> {
  const ended = db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        inArray(webhookDeliveries.status, ['delivered', 'dropped', 'abandoned']),
        lt(webhookDeliveries.nextAttemptAt, before),
      ),
    )
    .orderBy(asc(webhookDeliveries.nextAttemptAt))
    .limit(AT_ONCE)
    .for('update', { skipLocked: true })
  const deleted = await db
    .delete(webhookDeliveries)
    .where(inArray(webhookDeliveries.id, ended))
    .returning({ id: webhookDeliveries.id })
  return deleted.length
}
