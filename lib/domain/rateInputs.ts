import type { Disagreement, LeftOutFor } from './agreement'

/** Why a payment method has no rate. */
export const PAUSE_REASONS = [
  'too_few_sources',
  'sources_disagree',
  'price_jumped',
  'off_peg',
  'no_source',
] as const satisfies readonly (Disagreement | 'off_peg' | 'no_source')[]
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** Where one factor of a rate came from: the operator's word, a peg that holds, or the sources' median. */
export const LEG_KINDS = ['operator', 'par', 'median'] as const
export type LegKind = (typeof LEG_KINDS)[number]

type Heard = {
  source: string
  /** Decimal text, exact. */
  value: string
  at: string
}

/** One factor of a rate with what it was made of, as it is stored with the quote. */
export type RateLeg = {
  /** Such as `ETH/USD`. */
  pair: string
  kind: LegKind
  /** What the quote used, as decimal text; null where nothing was agreed on. */
  value: string | null
  /** The median of the sources, also where the quote is at par; null without sources. */
  median: string | null
  used: readonly Heard[]
  leftOut: readonly (Heard & { why: LeftOutFor })[]
}

/** Everything a rate was made of: the product of the legs, or the first divided by the second where `crossed`. */
export type RateInputs = { crossed: boolean; legs: readonly RateLeg[] }

/** Of a rate that nothing is known of. */
export const NO_INPUTS: RateInputs = { crossed: false, legs: [] }

/** The reasons in words for merchants and customers. */
export const PAUSE_TEXTS: Record<PauseReason, string> = {
  too_few_sources: 'fewer than two price sources have answered lately',
  sources_disagree: 'the price sources contradict each other',
  price_jumped: 'its price has jumped and is being watched',
  off_peg: 'it is not worth what it should be',
  no_source: 'no price source knows it',
}
