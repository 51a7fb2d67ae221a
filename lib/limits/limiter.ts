import type { Executor } from '@/db/client'
import type { Ask, Grant, LimitStore } from './port'
import { standing, type Rule, type Tier, type Window } from './rule'

/** One limit that a request counts on, and for whom. */
export type Demand = { rule: Rule; who: string }

export type Verdict = {
  admitted: boolean
  tier: Tier
  window: Window
  remaining: number
  /** When the whole window is free again. */
  wholeAt: number
  /** When the same request would be admitted; now for one that is. */
  freeAt: number
}

/** A process's side of the limits: what it has leased, and who it knows to be over. Kept once a process, in the application. */
export type Limiter = {
  /** Counts one request on every demand; it is admitted when all of them have room. One round trip at most. */
  take(db: Executor, demands: readonly Demand[], now: number): Promise<Verdict>
}

/** Subjects that one process remembers; forgetting one costs a round trip. */
const REMEMBERED = 20_000

type Waiter = { resolve: (verdict: Verdict) => void; reject: (error: unknown) => void }

/** What this process knows of one subject. */
type Known = {
  rule: Rule
  /** Permits in hand, to be used before `end`. */
  left: number
  end: number
  /** Used since the lease that runs began: the next one is as large. */
  used: number
  /** Until then there is no need to ask the store again. */
  refusedUntil: number
  freeAt: number
  /** What is left beside the permits in hand, as the store last said. */
  others: number
  window: Window
  wholeAt: number
  waiting: Waiter[]
}

export function createLimiter(store: LimitStore): Limiter {
  const known = new Map<string, Known>()
  /** Subjects that wait for the store; one call at a time carries all of them. */
  const queue = new Set<string>()
  let asking = false
  /** As of the last request: those that wait while another call is under way are counted at their own time. */
  let latest = 0

  function knownOf(subject: string, rule: Rule, now: number): Known {
    const found = known.get(subject)
    if (found) return found
    if (known.size >= REMEMBERED) forget(known, now)
    const [window] = rule.windows
    const fresh = { left: 0, end: 0, used: 0, refusedUntil: 0, freeAt: 0, others: 0, wholeAt: 0, waiting: [] }
    const made: Known = { rule, window, ...fresh }
    known.set(subject, made)
    return made
  }

  async function ask(db: Executor): Promise<void> {
    while (queue.size > 0) {
      const now = latest
      const subjects = [...queue]
      queue.clear()
      const asked = subjects.flatMap((subject) => {
        const local = known.get(subject)
        return local ? [{ subject, local, waiters: local.waiting.splice(0) }] : []
      })
      try {
        const asks = asked.map(({ subject, local, waiters }) => askOf(subject, local, waiters.length, now))
        const grants = await store.take(db, asks, now)
        for (const { subject, local, waiters } of asked) {
          const grant = grants.get(subject)
          if (!grant) throw new Error(`the store of limits did not answer for ${local.rule.name}`)
          handOut(local, waiters, grant, now)
        }
      } catch (error) {
        for (const waiter of asked.flatMap(({ waiters }) => waiters)) waiter.reject(error)
      }
    }
    asking = false
  }

  function takeOne(db: Executor, { rule, who }: Demand, now: number): Promise<Verdict> {
    const subject = `${rule.name}:${who}`
    const local = knownOf(subject, rule, now)
    local.rule = rule
    if (local.left > 0 && now < local.end) {
      local.left -= 1
      local.used += 1
      return Promise.resolve(verdict(local, true, now, local.others + local.left))
    }
    return new Promise((resolve, reject) => {
      local.waiting.push({ resolve, reject })
      queue.add(subject)
      latest = now
      if (asking) return
      asking = true
      // What the same request asks of other limits goes along.
      queueMicrotask(() => void ask(db))
    })
  }

  return {
    async take(db, demands, now) {
      // Nothing is taken of one limit for a request that another is known to refuse.
      const refused = demands.flatMap(({ rule, who }) => {
        const local = known.get(`${rule.name}:${who}`)
        return local && local.refusedUntil > now ? [verdict(local, false, now, 0)] : []
      })
      if (refused.length > 0) return longest(refused)
      const verdicts = await Promise.all(demands.map((demand) => takeOne(db, demand, now)))
      const denied = verdicts.filter(({ admitted }) => !admitted)
      return denied.length > 0 ? longest(denied) : tightest(verdicts)
    },
  }
}

function askOf(subject: string, local: Known, waiting: number, now: number): Ask {
  const back = local.left > 0 && local.end <= now ? { end: local.end, count: local.left } : null
  // A lease doubles while it runs, and begins anew with one: what lies unused is little, and is given back.
  const spare = local.rule.leaseMs > 0 && local.end > now ? local.used : 0
  return { subject, rule: local.rule, waiting, spare, back }
}

function handOut(local: Known, waiters: readonly Waiter[], grant: Grant, now: number): void {
  const stands = standing(local.rule, grant, now)
  const admitted = Math.min(grant.granted, waiters.length)
  local.used = (grant.end === local.end ? local.used : 0) + admitted
  local.left = grant.granted - admitted
  local.end = grant.end
  local.others = stands.remaining
  local.window = stands.window
  local.wholeAt = stands.wholeAt
  local.freeAt = stands.freeAt
  // Another instance may give back what it did not use of a lease, so that a refusal is good for that lease alone.
  const known = local.rule.leaseMs === 0 ? stands.freeAt : Math.min(stands.freeAt, grant.end)
  local.refusedUntil = admitted < waiters.length ? known : 0
  waiters.forEach(({ resolve }, index) => {
    const after = local.others + local.left + Math.max(0, admitted - 1 - index)
    resolve(verdict(local, index < admitted, now, index < admitted ? after : 0))
  })
}

function verdict(local: Known, admitted: boolean, now: number, remaining: number): Verdict {
  const { rule, window, wholeAt } = local
  const freeAt = admitted ? now : local.freeAt
  return { admitted, tier: rule.tier, window, remaining, wholeAt: Math.max(wholeAt, freeAt), freeAt }
}

function longest(refused: readonly Verdict[]): Verdict {
  return refused.reduce((last, one) => (one.freeAt > last.freeAt ? one : last))
}

/** Of those that admitted, the one nearest to its end; what the whole system does is nobody's own business. */
function tightest(verdicts: readonly Verdict[]): Verdict {
  const share = ({ remaining, window }: Verdict) => remaining / window.most
  const own = verdicts.filter(({ tier }) => tier !== 'global')
  return (own.length > 0 ? own : verdicts).reduce((least, one) => (share(one) < share(least) ? one : least))
}

/** Lets go of subjects that are of no use now; where all of them are, of the oldest. */
function forget(known: Map<string, Known>, now: number): void {
  let idle = 0
  for (const [subject, { end, refusedUntil, waiting }] of known) {
    if (waiting.length > 0 || end > now || refusedUntil > now) continue
    known.delete(subject)
    idle += 1
  }
  if (idle > 0) return
  for (const [subject, { waiting }] of known) {
    if (waiting.length > 0) continue
    known.delete(subject)
    if (known.size < REMEMBERED * 0.9) return
  }
}
