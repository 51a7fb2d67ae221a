import { rescale } from './money'
import { mulDiv, type Ratio } from './rational'

/** One unit of the asset in units of fiat, as a ratio of integers, with where it came from. */
export type Rate = { value: Ratio; source: string }

export type QuoteRequest = {
  /** What is owed, in the fiat's minor units. */
  totalMinor: bigint
  fiatDecimals: number
  tokenDecimals: number
  rate: Rate
}

/** The most fraction digits a payer is asked to type (D4). */
export const MAX_PAYER_PLACES = 8

/**
 * What the payer owes in the token's base units: total / rate, rounded up to min(token decimals, 8) places, so that
 * every dialect shows the same number (D4).
 */
export function quoteAmount({ totalMinor, fiatDecimals, tokenDecimals, rate }: QuoteRequest): bigint {
  const places = Math.min(tokenDecimals, MAX_PAYER_PLACES)
  const numerator = rate.value.den * 10n ** BigInt(places)
  const denominator = rate.value.num * 10n ** BigInt(fiatDecimals)
  const rounded = mulDiv(totalMinor, numerator, denominator, 'up')
  return rescale(rounded, places, tokenDecimals, 'up')
}
