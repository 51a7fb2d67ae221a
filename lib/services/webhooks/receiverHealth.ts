import type { ReceiverRow } from '@/db/queries/webhookReceivers'
import { probeDelayMs } from '@/lib/webhooks/backoff'
import { after, saysGone, wasTaken, type Tried } from './verdict'

/** A receiver that failed for so long is back when it takes something, and what waits for it need not wait longer. */
const BACK_AFTER_MS = 60_000
/** Answers that ask for a pause of everything, not of one delivery. */
const OVERLOADED = new Set([429, 503])

export type Health = {
  /** Rows that have changed. */
  changed: ReceiverRow[]
  /** Receivers that took something. */
  answering: string[]
  /** Of these, those that had been failing for long. */
  back: string[]
}

/** What tries say of their receivers, in the order in which they ended. `known` are those that were in trouble before. */
export function receiverHealth(known: readonly ReceiverRow[], tried: readonly Tried[]): Health {
  const rows = new Map(known.map((row) => [row.receiver, row]))
  const answering = new Set<string>()
  const back = new Set<string>()
  for (const one of tried) {
    const { receiver } = one.delivery
    if (one.cutOff) continue
    const before = rows.get(receiver) ?? healthy(receiver)
    if (one.outcome === null) {
      // Nobody is told there now, so that nobody need be asked.
      if (before.probeAt) rows.set(receiver, { ...before, probeAt: null })
      continue
    }
    if (wasTaken(one)) {
      answering.add(receiver)
      if (wasLongFailing(before, one)) back.add(receiver)
      rows.set(receiver, healthy(receiver))
    } else {
      rows.set(receiver, afterFailure(before, one))
    }
  }
  const changed = [...rows.values()].filter((row) => hasChanged(row, known))
  return { changed, answering: [...answering], back: [...back] }
}

/** Document 002's few tries are spread over a day: what no receiver takes must not spend them with every success. */
function wasLongFailing({ failingSince }: ReceiverRow, { delivery, endedAt }: Tried): boolean {
  if (delivery.dialect === 'sessions' || !failingSince) return false
  return endedAt.getTime() - failingSince.getTime() >= BACK_AFTER_MS
}

function afterFailure(before: ReceiverRow, tried: Tried): ReceiverRow {
  const { endedAt, outcome } = tried
  const failingSince = before.failingSince ?? endedAt
  const pause = outcome?.retryAfterMs
  const asksForPause = outcome?.status != null && OVERLOADED.has(outcome.status) && pause != null
  return {
    receiver: before.receiver,
    failingSince,
    failures: before.failures + 1,
    pausedUntil: asksForPause ? after(endedAt, pause) : before.pausedUntil,
    probeAt: saysGone(tried)
      ? null
      : after(endedAt, probeDelayMs(endedAt.getTime() - failingSince.getTime())),
  }
}

function healthy(receiver: string): ReceiverRow {
  return { receiver, failingSince: null, failures: 0, pausedUntil: null, probeAt: null }
}

function hasChanged(row: ReceiverRow, known: readonly ReceiverRow[]): boolean {
  const before = known.find((one) => one.receiver === row.receiver)
  return before === undefined ? row.failures > 0 : row !== before && (row.failures > 0 || before.failures > 0)
}
