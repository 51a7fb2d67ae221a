/** Who is counted, as document 004 names it in `X-RateLimit-Tier`. */
export type Tier = 'api-key' | 'ip-address' | 'global'

/** So many in any stretch of so long. */
export type Window = { seconds: number; most: number }

export type Rule = {
  /** Names what is counted; rules of one name share their count. */
  name: string
  tier: Tier
  /** All of them hold. The first is the one that answers speak of while none is used up. */
  windows: readonly [Window, ...Window[]]
  /**
   * How long permits may lie in one process before they are used, in milliseconds; 0 takes each when it is needed. A limit
   * that leases costs fewer writes, and is that much stricter than it says, never laxer.
   */
  leaseMs: number
}

/** Permits that were taken, by the moment until which they may be used. */
export type Taken = { ends: readonly number[]; counts: readonly number[] }

/** What the database's integers hold with room to spare. */
const MOST = 1_000_000_000

/** The same rule with every number multiplied by RATE_LIMIT_SCALE, at least 1. */
export function scaled(rule: Rule, scale: number): Rule {
  if (scale === 1) return rule
  const windows = rule.windows.map(({ seconds, most }) => ({
    seconds,
    most: Math.min(MOST, Math.max(1, Math.floor(most * scale))),
  }))
  return { ...rule, windows: windows as unknown as Rule['windows'] }
}

export type Standing = {
  window: Window
  remaining: number
  /** When the whole window is free again, if nothing more is taken. */
  wholeAt: number
  /** When one more can be taken; now or before when it can be. */
  freeAt: number
}

/** How a rule stands at a moment: its tightest window. Times are milliseconds since 1970. */
export function standing(rule: Rule, { ends, counts }: Taken, now: number): Standing {
  const all = rule.windows.map((window): Standing => {
    const span = window.seconds * 1000
    const inside = ends.flatMap((end, index) =>
      end > now - span ? [{ end, count: counts[index] ?? 0 }] : [],
    )
    const used = inside.reduce((sum, { count }) => sum + count, 0)
    let excess = used - window.most + 1
    let freeAt = now
    for (const { end, count } of inside) {
      if (excess <= 0) break
      excess -= count
      freeAt = end + span
    }
    const last = inside.at(-1)?.end
    return {
      window,
      remaining: Math.max(0, window.most - used),
      wholeAt: last === undefined ? now : last + span,
      freeAt,
    }
  })
  return all.reduce((tightest, one) => {
    if (one.freeAt !== tightest.freeAt) return one.freeAt > tightest.freeAt ? one : tightest
    return one.remaining < tightest.remaining ? one : tightest
  })
}
