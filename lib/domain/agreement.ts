import { distanceBps } from './prices'
import { mulDiv } from './rational'

/** What one source says of a pair. */
export type Observation = {
  source: string
  /** By 10^-18. */
  value: bigint
  /** When it was so, by the source's own word where it gives one. */
  at: Date
  /** Until then it is fresh, inclusive. */
  goodUntil: Date
}

/** Why a source does not take part: it is too old, or says something else than the others. */
export const LEFT_OUT_FOR = ['stale', 'deviates'] as const
export type LeftOutFor = (typeof LEFT_OUT_FOR)[number]
export type LeftOut = Observation & { why: LeftOutFor }

/** Why a pair has no rate. */
export type Disagreement = 'too_few_sources' | 'sources_disagree' | 'price_jumped'

export type AgreementRules = {
  /** Fewer that agree say nothing. */
  minSources: number
  /** A source farther from the median is left out. */
  deviationBps: number
  /** A median farther from the last one is not believed... */
  jumpBps: number
  /** ...until the last one is older than this. */
  jumpHoldMs: number
}

export type Agreement = {
  /** The price that was agreed on; null where there is none. */
  value: bigint | null
  reason: Disagreement | null
  /** The median of those that take part, also where it is not believed; null without any. */
  median: bigint | null
  used: Observation[]
  leftOut: LeftOut[]
}

/** The last median that was believed, and when. */
export type LastAgreed = { value: bigint; at: Date }

/**
 * The middle of an odd number of prices; of an even number the middle of the two in the middle, rounded half up. Null of none.
 */
export function median(values: readonly bigint[]): bigint | null {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  const lower = sorted.length % 2 === 0 ? sorted[sorted.length / 2 - 1] : upper
  return lower === undefined ? upper : mulDiv(lower + upper, 1n, 2n, 'half-up')
}

/**
 * What several sources agree on (D3). Stale ones are left out, then those away from the median of the rest. No rate comes of it
 * when too few are left, when the two in the middle are as far from each other (no majority says which is right), or when
 * the median has jumped against the last one.
 */
export function agree(
  observations: readonly Observation[],
  rules: AgreementRules,
  now: Date,
  last: LastAgreed | null,
): Agreement {
  const fresh = observations.filter((one) => one.goodUntil >= now)
  const stale = observations.filter((one) => one.goodUntil < now)
  const leftOut: LeftOut[] = stale.map((one) => ({ ...one, why: 'stale' }))
  const first = median(fresh.map((one) => one.value))
  if (first === null || fresh.length < rules.minSources) {
    return { value: null, reason: 'too_few_sources', median: first, used: fresh, leftOut }
  }
  if (isSplit(fresh, rules.deviationBps)) {
    return { value: null, reason: 'sources_disagree', median: first, used: fresh, leftOut }
  }
  const near = (one: Observation) => distanceBps(one.value, first) <= BigInt(rules.deviationBps)
  const used = fresh.filter(near)
  for (const one of fresh) if (!near(one)) leftOut.push({ ...one, why: 'deviates' })
  const agreed = median(used.map((one) => one.value))
  if (agreed === null || used.length < rules.minSources) {
    return { value: null, reason: 'sources_disagree', median: agreed, used, leftOut }
  }
  if (hasJumped(agreed, rules, now, last)) {
    return { value: null, reason: 'price_jumped', median: agreed, used, leftOut }
  }
  return { value: agreed, reason: null, median: agreed, used, leftOut }
}

/** The two in the middle of an even number are two camps. */
function isSplit(observations: readonly Observation[], deviationBps: number): boolean {
  if (observations.length % 2 !== 0) return false
  const sorted = observations.map((one) => one.value).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const [lower, upper] = [sorted[sorted.length / 2 - 1], sorted[sorted.length / 2]]
  return lower !== undefined && upper !== undefined && distanceBps(upper, lower) > BigInt(deviationBps)
}

/** A level that holds for as long as the hold is believed: a market may truly move. */
function hasJumped(value: bigint, rules: AgreementRules, now: Date, last: LastAgreed | null): boolean {
  if (last === null || now.getTime() - last.at.getTime() > rules.jumpHoldMs) return false
  return distanceBps(value, last.value) > BigInt(rules.jumpBps)
}
