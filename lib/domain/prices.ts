import { mulDiv } from './rational'

/** A price is an integer: units of the quote currency for one whole unit of the base, by 10^-18. */
export const PRICE_PLACES = 18
export const PRICE_ONE = 10n ** 18n

/** More than any price of anything, and far from the end of what the database holds. */
const MOST = 10n ** 30n

const NUMERAL = /^\+?(\d{1,40})(?:\.(\d{0,80}))?(?:[eE]([+-]?\d{1,2}))?$/

/**
 * A source's numeral as a price; digits beyond the eighteenth place are cut off. Null for what cannot be a price: no plain numeral (NaN,
 * 1e400, text), nothing, less than nothing, or more than a trillion.
 */
export function parsePrice(text: string): bigint | null {
  const match = NUMERAL.exec(text)
  if (!match) return null
  const fraction = match[2] ?? ''
  const shift = PRICE_PLACES - fraction.length + Number.parseInt(match[3] ?? '0', 10)
  const digits = BigInt(`${match[1]}${fraction}`)
  const price = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
  return price > 0n && price <= MOST ? price : null
}

/** The middle of what is bid and asked, rounded half up; null where they cross or lie too far apart to say what it is worth. */
export function middlePrice(bid: bigint | null, ask: bigint | null, maxSpreadBps: number): bigint | null {
  if (bid === null || ask === null || ask < bid) return null
  if ((ask - bid) * 10_000n > BigInt(maxSpreadBps) * bid) return null
  return mulDiv(bid + ask, 1n, 2n, 'half-up')
}

/** The price the other way round, rounded half up to the eighteenth place; null for a price that has none there. */
export function inversePrice(price: bigint): bigint | null {
  const inverse = mulDiv(PRICE_ONE, PRICE_ONE, price, 'half-up')
  return inverse > 0n && inverse <= MOST ? inverse : null
}

/** `base/quote` out of two prices in the same currency, rounded half up to the eighteenth place. */
export function crossPrice(base: bigint, quote: bigint): bigint | null {
  if (quote <= 0n) return null
  const price = mulDiv(base, PRICE_ONE, quote, 'half-up')
  return price > 0n && price <= MOST ? price : null
}

/** How far a price is from another in basis points of the latter, rounded up. */
export function distanceBps(price: bigint, from: bigint): bigint {
  const difference = price > from ? price - from : from - price
  return mulDiv(difference, 10_000n, from, 'up')
}
