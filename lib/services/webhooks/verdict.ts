import type { ClaimedDelivery, MarkedDelivery } from '@/db/queries/webhookDispatch'
import { retryDelayMs, wakeDelayMs } from '@/lib/webhooks/backoff'
import type { Outcome } from '@/lib/webhooks/sender'
import { ENDPOINT_DEFAULTS } from './endpointDefaults'

/** A try that ended. */
export type Tried = {
  delivery: ClaimedDelivery
  /** When it began, and when it was over. */
  startedAt: Date
  endedAt: Date
  /** What came of it; null where it was not made, because nobody is to be told any more. */
  outcome: Outcome | null
  /** The server stopped in the middle of it: nobody's fault, and it counts as none. */
  cutOff: boolean
}

const GONE = 410

export function wasTaken({ outcome }: Tried): boolean {
  return outcome !== null && outcome.error === null
}

/** The receiver itself says that it is gone and wants nothing more. */
export function saysGone({ outcome }: Tried): boolean {
  return outcome?.status === GONE
}

/** What becomes of a delivery after a try. `random` is from 0 to 1. */
export function verdict(tried: Tried, random: number): MarkedDelivery {
  const { delivery, outcome, endedAt } = tried
  const mark = {
    id: delivery.id,
    attempt: delivery.attempt,
    tries: delivery.failed,
    nextAttemptAt: endedAt,
    responseCode: outcome?.status ?? null,
    deliveredAt: null,
  }
  if (outcome === null) return { ...mark, status: delivery.isDeleted ? 'dropped' : 'parked' }
  if (wasTaken(tried)) return { ...mark, status: 'delivered', deliveredAt: endedAt }
  if (tried.cutOff) return { ...mark, status: 'pending' }

  const tries = delivery.failed + 1
  const failed = { ...mark, tries }
  // An endpoint can be enabled again; an invoice's own address has nobody who would.
  if (saysGone(tried)) return { ...failed, status: delivery.endpointId === null ? 'dropped' : 'parked' }
  const isSessions = delivery.dialect === 'sessions'
  if (tries > (delivery.maxRetries ?? ENDPOINT_DEFAULTS.maxRetries)) {
    if (isSessions) return { ...failed, status: 'abandoned' }
    return { ...failed, status: 'parked', nextAttemptAt: after(endedAt, wakeDelayMs(delivery.wakes)) }
  }
  const backoff = isSessions ? 'long' : (delivery.retryBackoff ?? ENDPOINT_DEFAULTS.retryBackoff)
  const wait = Math.max(retryDelayMs(backoff, tries, random), outcome.retryAfterMs ?? 0)
  return { ...failed, status: 'pending', nextAttemptAt: after(endedAt, wait) }
}

export function after(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds)
}
