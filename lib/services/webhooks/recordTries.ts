import { insertAttempts, markDeliveries } from '@/db/queries/webhookDispatch'
import { enabledAmong } from '@/db/queries/webhookEndpointChanges'
import { hastenRetries, receiversOf, saveReceivers, wakeParked } from '@/db/queries/webhookReceivers'
import { serverTime, type RootContext } from '../context'
import { inTransaction } from '../transaction'
import { closeFailing, isGivenUp } from './closeFailing'
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
  const closed = await inTransaction(ctx, async (tx) => {
    const { db } = tx
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
    ])
    // Enabled between taking and writing: what is parked just now was not there yet to be sent with the rest.
    const unsent = tried.flatMap(({ delivery, outcome }) => (outcome ? [] : (delivery.endpointId ?? [])))
    await wakeParked(db, await enabledAmong(db, [...new Set(unsent)]), now)
    const failing = health.changed.filter((row) => isGivenUp(row, now)).map(({ receiver }) => receiver)
    return closeFailing(tx, { gone, failing }, now)
  })
  for (const { id, disabledReason } of closed) {
    ctx.log.warn({ endpoint: id, reason: disabledReason }, 'a webhook endpoint was disabled')
  }
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
