import { insertAttempts, markDeliveries } from '@/db/queries/webhookDispatch'
import {
  closeEndpoints,
  hastenRetries,
  receiversOf,
  saveReceivers,
  wakeParked,
} from '@/db/queries/webhookReceivers'
import { serverTime, type RootContext } from '../context'
import { inTransaction } from '../transaction'
import { receiverHealth } from './receiverHealth'
import { saysGone, verdict, type Tried } from './verdict'

/**
 * Writes what came of tries, all of it or nothing. A process that dies before leaves the deliveries as they were claimed: they
 * are sent again, with the same id. A receiver that takes one gets what was parked for it.
 */
export async function recordTries(
  ctx: RootContext,
  tried: readonly Tried[],
  random: () => number,
): Promise<void> {
  const now = serverTime(ctx)
  const receivers = [...new Set(tried.map(({ delivery }) => delivery.receiver))]
  const gone = tried.filter(saysGone).flatMap(({ delivery }) => delivery.endpointId ?? [])
  await inTransaction(ctx, async ({ db }) => {
    // Sent together over the transaction's connection: one way there and back.
    const [known] = await Promise.all([
      receiversOf(db, receivers),
      markDeliveries(
        db,
        tried.map((one) => verdict(one, random())),
      ),
      insertAttempts(db, tried.flatMap(attemptOf)),
    ])
    const health = receiverHealth(known, tried)
    await Promise.all([
      saveReceivers(db, health.changed),
      wakeParked(db, health.answering, now),
      hastenRetries(db, health.back, now),
      closeEndpoints(db, gone, now),
    ])
  })
  if (gone.length > 0) ctx.log.warn({ endpoints: gone }, 'webhook endpoints said that they are gone')
}

function attemptOf({ delivery, outcome, startedAt }: Tried) {
  if (outcome === null) return []
  return {
    deliveryId: delivery.id,
    number: delivery.attempt,
    startedAt,
    durationMs: outcome.durationMs,
    responseCode: outcome.status,
    error: outcome.error,
  }
}
