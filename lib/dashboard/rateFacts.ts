import type { RateInputs, RateLeg } from '@/lib/domain/rateInputs'
import { parsePrice, PRICE_PLACES } from '@/lib/domain/prices'
import { formatUnits, rescale } from '@/lib/domain/money'
import { RATE_SOURCE_NAMES } from '@/lib/rates/names'

/** What a rate was made of, for its merchant. */
export type RateFacts = {
  /** Where it is from, in a few words. */
  source: string
  /** Each source that was heard, by pair. */
  heard: { pair: string; from: string; value: string; leftOut: string | null }[]
}

const KINDS: Record<RateLeg['kind'], string> = {
  operator: 'written down by the operator',
  par: 'a stablecoin, at par',
  median: 'the median of its sources',
}

/** Pure: what is stored with the quote, in words. */
export function rateFacts({ legs }: RateInputs): RateFacts {
  const words = [...new Set(legs.map(({ kind }) => KINDS[kind]))].join('; ')
  return {
    source: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`,
    heard: legs.flatMap(({ pair, used, leftOut }) => [
      ...used.map((one) => ({ pair, ...heardFrom(one), leftOut: null })),
      ...leftOut.map((one) => ({
        pair,
        ...heardFrom(one),
        leftOut: one.why === 'stale' ? 'too old' : 'away from the others',
      })),
    ]),
  }
}

function heardFrom({ source, value }: { source: string; value: string }) {
  return { from: RATE_SOURCE_NAMES[source] ?? source, value: shown(value) }
}

/** Six places are enough to compare by; small prices keep nine. */
function shown(value: string): string {
  const price = parsePrice(value)
  if (price === null) return value
  const places = price < 10n ** BigInt(PRICE_PLACES - 2) ? 9 : 6
  return formatUnits(rescale(price, PRICE_PLACES, places, 'half-up'), places, 2)
}

/** Six places, without trailing zeros: for people; what is owed was computed from the ratio itself. */
export function rateText(num: bigint, den: bigint): string {
  return formatUnits((num * 1_000_000n) / den, 6, 2)
}
