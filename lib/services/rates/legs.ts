import type { Agreement } from '@/lib/domain/agreement'
import { formatUnits } from '@/lib/domain/money'
import { distanceBps, PRICE_ONE, PRICE_PLACES } from '@/lib/domain/prices'
import type { LegKind, PauseReason, RateLeg } from '@/lib/domain/rateInputs'
import { ONE, ratio, type Ratio } from '@/lib/domain/rational'
import type { RateBook } from '@/lib/rates/port'
import type { Heard } from './hearPairs'

/** One factor of a rate: its value where there is one, else why not. */
export type Leg =
  | { value: Ratio; reason: null; told: RateLeg }
  | { value: null; reason: PauseReason; told: RateLeg }

type Pair = { base: string; quote: string }

/**
 * What one `base` is worth in `quote`: what the operator wrote down, else what the sources agree on. `name` is the base as sources
 * call it; null where none knows it.
 */
export function priceLeg(book: RateBook, heard: Heard, pair: Pair, name: string | null): Leg {
  const written = book.fixed(pair.base, pair.quote)
  if (written) return fixedLeg(pair, written, 'operator')
  const agreement = name === null ? undefined : heard.get(`${name}/${pair.quote}`)
  if (!agreement) return { value: null, reason: 'no_source', told: told(pair, 'median', null) }
  const leg = told(pair, 'median', agreement.value, agreement)
  if (agreement.value === null) return { value: null, reason: agreement.reason ?? 'no_source', told: leg }
  return { value: ratio(agreement.value, PRICE_ONE), reason: null, told: leg }
}

/**
 * A stablecoin in the currency it is held to: par, as long as the sources say that the peg holds; what they say is recorded all the
 * same (D10). On an instance without sources the peg is taken on trust.
 */
export function pegLeg(book: RateBook, heard: Heard, pair: Pair, name: string | null): Leg {
  const written = book.fixed(pair.base, pair.quote)
  if (written) return fixedLeg(pair, written, 'operator')
  if (!book.live) return fixedLeg(pair, ONE, 'par')
  const agreement = name === null ? undefined : heard.get(`${name}/${pair.quote}`)
  if (!agreement) return { value: null, reason: 'no_source', told: told(pair, 'par', null) }
  if (agreement.value === null)
    return {
      value: null,
      reason: agreement.reason ?? 'no_source',
      told: told(pair, 'par', null, agreement),
    }
  if (distanceBps(agreement.value, PRICE_ONE) > BigInt(book.live.pegBps))
    return { value: null, reason: 'off_peg', told: told(pair, 'par', null, agreement) }
  return { value: ONE, reason: null, told: told(pair, 'par', PRICE_ONE, agreement) }
}

function fixedLeg(pair: Pair, value: Ratio, kind: LegKind): Leg {
  const price = (value.num * PRICE_ONE) / value.den
  return { value, reason: null, told: told(pair, kind, price) }
}

function told({ base, quote }: Pair, kind: LegKind, value: bigint | null, agreement?: Agreement): RateLeg {
  return {
    pair: `${base}/${quote}`,
    kind,
    value: priceText(value),
    median: priceText(agreement?.median ?? null),
    used: (agreement?.used ?? []).map(heardFrom),
    leftOut: (agreement?.leftOut ?? []).map((one) => ({ ...heardFrom(one), why: one.why })),
  }
}

function heardFrom({ source, value, at }: { source: string; value: bigint; at: Date }) {
  return { source, value: formatUnits(value, PRICE_PLACES), at: at.toISOString() }
}

function priceText(value: bigint | null): string | null {
  return value === null ? null : formatUnits(value, PRICE_PLACES)
}
