import { setTimeout as pause } from 'node:timers/promises'
import { ChainError } from './errors'

/** What an operator allows to be asked of one provider; null is no limit. Providers count the calls of a batch one by one. */
export type Budget = { perSecond: number | null; perDay: number | null }

/** Longer than this nobody waits for the next second's share: another provider is asked instead. */
const MOST_WAITED_MS = 5_000

/** Counts what one provider is asked, and holds it to its budget. */
export interface Meter {
  /** Counts calls; waits for the second's share of them. Throws ChainError `budget_spent`, and `timeout` when the signal aborts. */
  admit(calls: number, signal: AbortSignal): Promise<void>
  /** Counts calls that are under way already. */
  count(calls: number): void
  /** Says what is left of the day, by the books that all processes share. */
  allow(calls: number): void
  /** Calls since this was last asked, for those books. */
  taken(): number
  /** Runs one request, and notes how long it takes. */
  timed<Answer>(request: () => Promise<Answer>): Promise<Answer>
  /** Milliseconds that the last request took which had no answer; 0 when the last one had. */
  waitedMs(): number
}

/**
 * A second's share may be overdrawn by one batch, whose cost the calls after it wait for: a batch that is larger than the share
 * would never be sent otherwise. `now` is any clock that only goes forward, in milliseconds.
 */
export function createMeter(budget: Budget, now: () => number = () => performance.now()): Meter {
  let left = budget.perDay ?? Infinity
  let calls = 0
  let waited = 0
  const share = budget.perSecond
  let tokens = share ?? 0
  let at = now()

  /** Milliseconds until something of the second's share is there. */
  const wait = () => {
    if (share === null) return 0
    const time = now()
    tokens = Math.min(share, tokens + ((time - at) * share) / 1_000)
    at = time
    return tokens > 0 ? 0 : Math.ceil((-tokens * 1_000) / share) + 1
  }
  const count = (asked: number) => {
    calls += asked
    left -= asked
    tokens -= share === null ? 0 : asked
  }

  return {
    async admit(asked, signal) {
      if (left < asked) throw new ChainError('budget_spent', "the provider's budget of the day is spent")
      for (let ms = wait(); ms > 0; ms = wait()) {
        if (ms > MOST_WAITED_MS) {
          throw new ChainError('budget_spent', "the provider's budget of the second is spent")
        }
        await pause(ms, undefined, { signal }).catch(() => {
          throw new ChainError('timeout', 'stopped by the caller')
        })
      }
      count(asked)
    },
    async timed(request) {
      const began = now()
      try {
        const answer = await request()
        waited = 0
        return answer
      } catch (error) {
        waited = now() - began
        throw error
      }
    },
    waitedMs: () => waited,
    count,
    allow(of) {
      left = budget.perDay === null ? Infinity : of
    },
    taken() {
      const taken = calls
      calls = 0
      return taken
    },
  }
}
