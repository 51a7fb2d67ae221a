import { createHash } from 'node:crypto'
import type { Demand, Verdict } from '@/lib/limits/limiter'
import { scaled, type Rule } from '@/lib/limits/rule'
import { ADDRESS_RULE, GLOBAL_RULE, KEY_RULES, VIEW_RULES, type LimitName } from '@/lib/limits/rules'
import { networkOf } from '@/lib/services/throttle/network'
import type { App } from '@/lib/server/app'
import { RequestError } from './requestError'

/** Whom a request counts for: its key or person, or where it comes from when nobody is known. */
export type Caller = { countedAs: string | null; address: string | null }

/**
 * Counts a request on what limits it (Q4) and gives document 004's headers for the answer. Throws RATE_LIMITED, with the
 * seconds after which the same request gets through.
 */
export async function countRequest(
  app: App,
  limit: LimitName | undefined,
  caller: Caller,
  ofDialect?: Rule,
): Promise<Record<string, string>> {
  if (limit === 'none') return {}
  const demands = demandsOf(limit, caller, ofDialect, app.env.rateLimitScale)
  const now = app.clock.now().getTime()
  const verdict = await app.limits.take(app.db, demands, now)
  const headers = headersOf(verdict)
  if (verdict.admitted) return headers
  const { most, seconds } = verdict.window
  const wait = Math.max(1, Math.ceil((verdict.freeAt - now) / 1000))
  throw new RequestError(
    'RATE_LIMITED',
    `There is room for ${most} requests in ${seconds} seconds; try again in ${wait} seconds`,
    { constraints: { limit: most, window_seconds: seconds, retry_after_seconds: wait, tier: verdict.tier } },
    { ...headers, 'retry-after': `${wait}` },
  )
}

/** An unknown address counts for the whole system alone: all whom it stands for must not share one person's limit. */
function demandsOf(
  limit: LimitName | undefined,
  { countedAs, address }: Caller,
  ofDialect: Rule | undefined,
  scale: number,
): Demand[] {
  const demand = (rule: Rule, who: string): Demand => ({ rule: scaled(rule, scale), who })
  const everybody = demand(GLOBAL_RULE, 'all')
  if (countedAs !== null) {
    const name =
      limit !== undefined && limit in KEY_RULES ? (limit as keyof typeof KEY_RULES) : 'status_checks'
    const rules = [KEY_RULES[name], ...(ofDialect ? [ofDialect] : [])]
    return [everybody, ...rules.map((rule) => demand(rule, countedAs))]
  }
  if (address === null) return [everybody]
  // Kept as a hash: whom a limit met is nobody's to read.
  const who = createHash('sha256').update(networkOf(address)).digest('base64url').slice(0, 22)
  const view =
    limit !== undefined && limit in VIEW_RULES ? [VIEW_RULES[limit as keyof typeof VIEW_RULES]] : []
  return [everybody, ...[ADDRESS_RULE, ...view].map((rule) => demand(rule, who))]
}

function headersOf({ tier, window, remaining, wholeAt }: Verdict): Record<string, string> {
  return {
    'x-ratelimit-limit': `${window.most}`,
    'x-ratelimit-remaining': `${remaining}`,
    'x-ratelimit-reset': `${Math.ceil(wholeAt / 1000)}`,
    'x-ratelimit-window': `${window.seconds}`,
    'x-ratelimit-policy': 'sliding-window',
    'x-ratelimit-tier': tier,
  }
}
