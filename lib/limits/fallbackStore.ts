import { describeError } from '@/lib/describeError'
import type { Log } from '@/lib/services/context'
import { leaseEnd, type Ask, type LimitStore } from './port'

export type FallbackStore = LimitStore & {
  /** Whether the second one counts, because the first does not answer. */
  isAway(): boolean
}

/** Requests wait for it: so long for one that hangs, and then for nobody until it is asked again. */
const PATIENCE_MS = 2_000
const RESTS_MS = 5_000

/**
 * Counts in the first store, and in the second while the first does not answer. Each of them keeps its limits by itself, so that
 * both together let through twice a limit at most, however often the first one goes and comes; the log says so.
 */
export function withFallback(
  first: LimitStore,
  second: LimitStore,
  log: Log,
  { patienceMs = PATIENCE_MS, restsMs = RESTS_MS } = {},
): FallbackStore {
  let away = false
  let asksAgainAt = 0
  /** By the clock of who asks. */
  let changedAt = Number.NEGATIVE_INFINITY

  function change(isAway: boolean, now: number): void {
    if (away !== isAway) changedAt = now
    away = isAway
  }

  return {
    isAway: () => away,
    async take(db, asks, now) {
      if (performance.now() >= asksAgainAt) {
        try {
          const grants = await within(
            first.take(db, giveBackOwn(asks, away ? now : changedAt), now),
            patienceMs,
          )
          if (away) log.info({}, 'limits are counted in Redis again')
          change(false, now)
          return grants
        } catch (error) {
          if (!away)
            log.error(
              { error: describeError(error) },
              'limits are counted in PostgreSQL, because Redis does not answer',
            )
          change(true, now)
          asksAgainAt = performance.now() + restsMs
        }
      }
      return second.take(db, giveBackOwn(asks, changedAt), now)
    },
    async close() {
      await Promise.all([first.close?.(), second.close?.()])
    },
  }
}

/** What was leased before the change is the other store's: given back here, it would make room that is not there. */
function giveBackOwn(asks: readonly Ask[], changedAt: number): readonly Ask[] {
  if (changedAt === Number.NEGATIVE_INFINITY) return asks
  return asks.map((ask) =>
    ask.back && ask.back.end <= leaseEnd(ask.rule, changedAt) ? { ...ask, back: null } : ask,
  )
}

function within<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    // An answer that lies there unread, because this process was busy, is read before it counts as none.
    const giveUp = () => setImmediate(() => reject(new Error(`no answer within ${ms} ms`)))
    const timer = setTimeout(giveUp, ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
