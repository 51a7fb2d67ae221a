import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  crossPrice,
  distanceBps,
  inversePrice,
  middlePrice,
  parsePrice,
  PRICE_ONE,
  PRICE_PLACES,
} from './prices'
import { formatUnits } from './money'

const price = fc.bigInt({ min: 1n, max: 10n ** 30n })

describe('parsePrice', () => {
  test.each([
    ['3318.50', 3318_500000000000000000n],
    ['1', PRICE_ONE],
    ['1.', PRICE_ONE],
    ['+1.5', (PRICE_ONE * 3n) / 2n],
    ['0.00030133', 301330000000000n],
    ['3.0133E-4', 301330000000000n],
    ['1e3', 1000n * PRICE_ONE],
    ['0.9999999999999999999', PRICE_ONE - 1n],
  ])('%s', (text, value) => expect(parsePrice(text)).toBe(value))

  test.each([
    'NaN',
    'Infinity',
    '-1',
    '0',
    '0.0000000000000000001',
    '1e400',
    '1e99',
    '1e13',
    '',
    ' 1',
    '1,5',
    '0x10',
    '<html>',
    'null',
    '9'.repeat(41),
  ])('refuses %j', (text) => expect(parsePrice(text)).toBeNull())

  test('loses no digit of what has at most eighteen places', () => {
    fc.assert(
      fc.property(price, (value) => {
        expect(parsePrice(formatUnits(value, PRICE_PLACES))).toBe(value)
      }),
    )
  })
})

describe('middlePrice', () => {
  test('lies between bid and ask, half up', () => {
    expect(middlePrice(100n, 101n, 200)).toBe(101n)
    expect(middlePrice(100n, 100n, 0)).toBe(100n)
  })

  test.each([
    [null, 1n],
    [1n, null],
    [101n, 100n],
    [100n, 102n],
  ])('of %s and %s is none', (bid, ask) => expect(middlePrice(bid, ask, 100)).toBeNull())
})

test('what is turned round twice is the same but for its last digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 9n, max: 10n ** 27n }), (value) => {
      const back = inversePrice(inversePrice(value) ?? 1n) ?? 0n
      // Half a unit of the inverse, seen from the other side.
      const error = (value * value) / PRICE_ONE / PRICE_ONE + 2n
      expect(back > value ? back - value : value - back).toBeLessThanOrEqual(error)
    }),
  )
})

test('D3: crossing two prices in dollars and back gives the first, within the rounding of one place', () => {
  const near = fc.bigInt({ min: 10n ** 14n, max: 10n ** 22n })
  fc.assert(
    fc.property(near, near, (base, quote) => {
      const crossed = crossPrice(base, quote) ?? 0n
      const back = (crossed * quote) / PRICE_ONE
      expect(back > base ? back - base : base - back).toBeLessThanOrEqual(quote / PRICE_ONE + 1n)
    }),
  )
})

test('a distance is in basis points of what it is from, rounded up', () => {
  expect(distanceBps(102n, 100n)).toBe(200n)
  expect(distanceBps(98n, 100n)).toBe(200n)
  expect(distanceBps(100_0001n, 100_0000n)).toBe(1n)
  expect(distanceBps(7n, 7n)).toBe(0n)
})
