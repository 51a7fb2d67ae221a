import { fiatDecimals } from './currencies'
import { mulDiv, type Rounding } from './rational'

export { FIAT_DECIMALS, FIATS, fiatDecimals, isFiat, type Fiat } from './currencies'

/** Largest base-unit amount a chain or `numeric(78,0)` can hold. */
export const MAX_BASE_UNITS = 2n ** 256n - 1n

const DECIMAL = /^(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * The integer of `10^-decimals` units that a non-negative decimal numeral stands for, or null when it is not a plain
 * numeral, has more places than fit, or is beyond 2^256-1. Exponents are read (`1e2`), never rounded.
 */
export function parseUnits(text: string, decimals: number): bigint | null {
  const match = text.length <= 100 ? DECIMAL.exec(text) : null
  if (!match) return null
  const fraction = match[2] ?? ''
  const shift = decimals - fraction.length + Number.parseInt(match[3] ?? '0', 10)
  const digits = BigInt(match[1] + fraction)
  if (digits === 0n) return 0n
  if (shift > 100 || shift < -200) return null
  const value = shift >= 0 ? digits * 10n ** BigInt(shift) : divideExactly(digits, 10n ** BigInt(-shift))
  return value !== null && value <= MAX_BASE_UNITS ? value : null
}

function divideExactly(value: bigint, divisor: bigint): bigint | null {
  return value % divisor === 0n ? value / divisor : null
}

/** Decimal text of base units: at least `minPlaces` fraction digits, no other trailing zeros. */
export function formatUnits(value: bigint, decimals: number, minPlaces = 0): string {
  const sign = value < 0n ? '-' : ''
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits
    .slice(digits.length - decimals)
    .replace(/0+$/, '')
    .padEnd(minPlaces, '0')
  return fraction ? `${sign}${whole}.${fraction}` : `${sign}${whole}`
}

/** Decimal text of a currency's minor units with all its digits, such as `16.49`, `1500` of yen or `4.250` of dinars. */
export function fiatText(minor: bigint, currency: string): string {
  const decimals = fiatDecimals(currency)
  return formatUnits(minor, decimals, decimals)
}

/** The same amount in units of `10^-to` instead of `10^-from`; rounds only when digits are lost. */
export function rescale(value: bigint, from: number, to: number, rounding: Rounding): bigint {
  return to >= from ? value * 10n ** BigInt(to - from) : mulDiv(value, 1n, 10n ** BigInt(from - to), rounding)
}
