import type { Executor } from '@/db/client'
import type { Rule, Taken } from './rule'

/** What one process asks of the store for one subject. */
export type Ask = {
  subject: string
  rule: Rule
  /** Requests that wait: they get permits before any lease does. */
  waiting: number
  /** Permits to have in hand besides, at most. */
  spare: number
  /** Permits of an earlier lease that were never used. */
  back: { end: number; count: number } | null
}

export type Grant = Taken & {
  /** Given to who asked; fewer than waiting only when the rule has no more. */
  granted: number
  /** Until when they may be used. */
  end: number
}

/**
 * Where limits are counted together by all instances: PostgreSQL, or Redis. Every ask of a call goes in one round trip, each is
 * decided alone and at once, and never more is given than the rule has.
 */
export type LimitStore = {
  take(db: Executor, asks: readonly Ask[], now: number): Promise<ReadonlyMap<string, Grant>>
  /** Lets go of connections of its own. */
  close?(): Promise<void>
}

/** Beyond so many in a window its permits share moments, so that a subject's row stays small whatever RATE_LIMIT_SCALE says. */
const EACH_ITS_OWN = 500
const MOMENTS = 300

/**
 * Until when permits taken now may be used, from which they count: the end of the lease that runs now, the same for all who
 * take in it. Without a lease it is now, or for large limits a little later, which is stricter by a part in 300.
 */
export function leaseEnd({ leaseMs, windows }: Rule, now: number): number {
  if (leaseMs > 0) return (Math.floor(now / leaseMs) + 1) * leaseMs
  if (windows.every(({ most }) => most <= EACH_ITS_OWN)) return now
  const step = Math.max(...windows.map(({ seconds }) => (seconds * 1000) / MOMENTS))
  return Math.ceil(now / step) * step
}
