import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  mulDiv,
  ONE,
  ratio,
  scale,
  subtract,
  ZERO,
  type Ratio,
  type Rounding,
} from './rational'
import { baseUnits, fc } from './testing'

const positive = baseUnits.filter((value) => value > 0n)
const roundings = fc.constantFrom<Rounding>('up', 'down', 'half-up')
const ratios: fc.Arbitrary<Ratio> = fc.tuple(baseUnits, positive).map(([num, den]) => ratio(num, den))

describe('mulDiv', () => {
  test('down and up enclose the true quotient, less than one unit apart from it', () => {
    fc.assert(
      fc.property(baseUnits, baseUnits, positive, (a, b, c) => {
        const down = mulDiv(a, b, c, 'down')
        const up = mulDiv(a, b, c, 'up')
        expect(down * c <= a * b && a * b < (down + 1n) * c).toBe(true)
        expect((up - 1n) * c < a * b && a * b <= up * c).toBe(true)
      }),
    )
  })

  test('half-up is never more than half a unit away, and a tie goes up', () => {
    fc.assert(
      fc.property(baseUnits, baseUnits, positive, (a, b, c) => {
        const twiceError = 2n * (mulDiv(a, b, c, 'half-up') * c - a * b)
        expect(-c < twiceError && twiceError <= c).toBe(true)
      }),
    )
    expect(mulDiv(5n, 1n, 10n, 'half-up')).toBe(1n)
    expect(mulDiv(4n, 1n, 10n, 'half-up')).toBe(0n)
  })

  test('what divides exactly is the same however it is rounded', () => {
    fc.assert(
      fc.property(baseUnits, positive, roundings, (a, c, rounding) => {
        expect(mulDiv(a, c, c, rounding)).toBe(a)
      }),
    )
  })

  test.each([
    [1n, 1n, 0n],
    [1n, 1n, -1n],
    [-1n, 1n, 1n],
    [1n, -1n, 1n],
  ])('%s * %s / %s is refused', (a, b, c) => {
    expect(() => mulDiv(a, b, c, 'down')).toThrow(RangeError)
  })
})

describe('ratios', () => {
  test('a denominator of zero or less is refused', () => {
    expect(() => ratio(1n, 0n)).toThrow(RangeError)
    expect(() => ratio(1n, -2n)).toThrow(RangeError)
  })

  test('one third and two thirds are exactly one', () => {
    expect(add(ratio(1n, 3n), ratio(2n, 3n))).toEqual(ONE)
  })

  test('equal values have one form, so that they compare and print alike', () => {
    fc.assert(
      fc.property(ratios, positive, (r, k) => {
        expect(ratio(r.num * k, r.den * k)).toEqual(r)
        expect(compare(r, { num: r.num * k, den: r.den * k })).toBe(0)
      }),
    )
  })

  test('adding is blind to order and grouping, and subtracting undoes it', () => {
    fc.assert(
      fc.property(ratios, ratios, ratios, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a))
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)))
        expect(subtract(add(a, b), b)).toEqual(a)
        expect(add(a, ZERO)).toEqual(a)
      }),
    )
  })

  test('comparing agrees with the sign of the difference', () => {
    fc.assert(
      fc.property(ratios, ratios, (a, b) => {
        const { num } = subtract(a, b)
        expect(compare(a, b)).toBe(num > 0n ? 1 : num < 0n ? -1 : 0)
      }),
    )
  })

  test('scaling by one changes nothing', () => {
    fc.assert(
      fc.property(baseUnits, roundings, (amount, rounding) => {
        expect(scale(amount, ONE, rounding)).toBe(amount)
      }),
    )
  })
})
