/** Exact ratios of integers, so that rates and coverage never meet a float. */
export type Ratio = { readonly num: bigint; readonly den: bigint }

export type Rounding = 'up' | 'down' | 'half-up'

/** `a * b / c` for non-negative integers, rounded as named. Throws RangeError when `c` is not positive. */
export function mulDiv(a: bigint, b: bigint, c: bigint, rounding: Rounding): bigint {
  if (c <= 0n) throw new RangeError('mulDiv: the divisor must be positive')
  if (a < 0n || b < 0n) throw new RangeError('mulDiv: amounts are never negative')
  const product = a * b
  const quotient = product / c
  const remainder = product % c
  if (remainder === 0n || rounding === 'down') return quotient
  if (rounding === 'up') return quotient + 1n
  return remainder * 2n >= c ? quotient + 1n : quotient
}

export const ZERO: Ratio = { num: 0n, den: 1n }
export const ONE: Ratio = { num: 1n, den: 1n }

/** Throws RangeError unless `den` is positive. */
export function ratio(num: bigint, den: bigint): Ratio {
  if (den <= 0n) throw new RangeError('ratio: the denominator must be positive')
  return reduce(num, den)
}

export function add(a: Ratio, b: Ratio): Ratio {
  return reduce(a.num * b.den + b.num * a.den, a.den * b.den)
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return reduce(a.num * b.den - b.num * a.den, a.den * b.den)
}

/** Throws RangeError unless `b` is positive. */
export function divide(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den, a.den * b.num)
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Ratio, b: Ratio): number {
  const left = a.num * b.den
  const right = b.num * a.den
  return left < right ? -1 : left > right ? 1 : 0
}

/** `amount * r`, for a non-negative ratio. */
export function scale(amount: bigint, r: Ratio, rounding: Rounding): bigint {
  return mulDiv(amount, r.num, r.den, rounding)
}

function reduce(num: bigint, den: bigint): Ratio {
  const divisor = gcd(num < 0n ? -num : num, den)
  return divisor > 1n ? { num: num / divisor, den: den / divisor } : { num, den }
}

function gcd(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b]
  return a
}
