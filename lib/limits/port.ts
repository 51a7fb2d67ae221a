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
 * Where limits are counted together by all instances. PostgreSQL is the one there is; another, such as Redis, has to do the
 * same: every ask of a call in one round trip, each decided alone and at once, and never more given than the rule has.
 */
export type LimitStore = {
  take(db: Executor, asks: readonly Ask[], now: number): Promise<ReadonlyMap<string, Grant>>
}

/** Until when permits taken now may be used: the end of the lease that runs now, the same for all who take in it. */
export function leaseEnd({ leaseMs }: Rule, now: number): number {
  return leaseMs === 0 ? now : (Math.floor(now / leaseMs) + 1) * leaseMs
}
