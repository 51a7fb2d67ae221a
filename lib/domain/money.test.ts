import { describe, expect, test } from 'vitest'
import { formatUnits, isFiat, MAX_BASE_UNITS, parseUnits, rescale } from './money'
import { baseUnits, fc } from './testing'

/** The decimals of money, stablecoins, bitcoin, ether, and beyond. */
const decimals = fc.oneof(fc.constantFrom(0, 2, 6, 8, 18), fc.integer({ min: 0, max: 30 }))

describe('parseUnits', () => {
  test.each([
    ['16.49', 2, 1649n],
    ['16.490000', 2, 1649n],
    ['0', 6, 0n],
    ['0.000001', 6, 1n],
    ['1', 18, 10n ** 18n],
    ['1e2', 2, 10_000n],
    ['1.5E-1', 2, 15n],
    ['100e-2', 0, 1n],
    ['0e400', 2, 0n],
  ])('reads %s at %i decimals exactly', (text, places, units) => {
    expect(parseUnits(text, places)).toBe(units)
  })

  test.each([
    ['nothing', ''],
    ['a sign', '+1'],
    ['a negative', '-1'],
    ['negative zero', '-0'],
    ['not a number', 'NaN'],
    ['infinity', 'Infinity'],
    ['more than any chain holds', '1e400'],
    ['a long exponent', '1e9999'],
    ['a bare exponent', '1e'],
    ['a dot without places', '1.'],
    ['a dot without a whole', '.5'],
    ['only a dot', '.'],
    ['two dots', '1.2.3'],
    ['a decimal comma', '1,5'],
    ['separated thousands', '1,000.00'],
    ['underscores', '1_000'],
    ['a leading zero', '01'],
    ['leading zeros', '00.5'],
    ['a space before', ' 1'],
    ['a space after', '1 '],
    ['a space inside', '1 000'],
    ['a line end', '1\n'],
    ['a NUL', '1\0'],
    ['hexadecimal', '0x10'],
    ['a bigint literal', '10n'],
    ['Arabic digits', '١٢'],
    ['full-width digits', '１２'],
    ['a superscript', '1²'],
    ['a currency sign', '$1'],
  ])('refuses %s', (_, text) => {
    expect(parseUnits(text, 6)).toBeNull()
  })

  test('refuses ten thousand characters, at once', () => {
    expect(parseUnits('9'.repeat(10_000), 6)).toBeNull()
    expect(parseUnits(`0.${'0'.repeat(10_000)}`, 6)).toBeNull()
    expect(parseUnits(`1e${'0'.repeat(10_000)}1`, 6)).toBeNull()
  })

  test('never rounds: a digit beyond the decimals is refused', () => {
    expect(parseUnits('1.001', 2)).toBeNull()
    expect(parseUnits('0.0000001', 6)).toBeNull()
    expect(parseUnits('1e-7', 6)).toBeNull()
    fc.assert(
      fc.property(baseUnits, decimals, fc.integer({ min: 1, max: 9 }), (value, places, digit) => {
        fc.pre(value <= MAX_BASE_UNITS / 10n - 1n)
        expect(parseUnits(formatUnits(value * 10n + BigInt(digit), places + 1), places)).toBeNull()
      }),
    )
  })

  test('holds all a chain can hold and not one unit more', () => {
    expect(parseUnits(MAX_BASE_UNITS.toString(), 0)).toBe(MAX_BASE_UNITS)
    expect(parseUnits((MAX_BASE_UNITS + 1n).toString(), 0)).toBeNull()
    expect(parseUnits(formatUnits(MAX_BASE_UNITS, 18), 18)).toBe(MAX_BASE_UNITS)
    expect(parseUnits(formatUnits(MAX_BASE_UNITS + 1n, 18), 18)).toBeNull()
  })

  test('of any text answers null or an amount that says the same', () => {
    const numeralLike = fc.string({ unit: fc.constantFrom(...'0123456789.eE+-'.split('')), maxLength: 12 })
    fc.assert(
      fc.property(fc.oneof(numeralLike, fc.string()), decimals, (text, places) => {
        const value = parseUnits(text, places)
        if (value === null) return
        expect(Number(formatUnits(value, places))).toBeCloseTo(Number(text), 12)
        expect(value >= 0n && value <= MAX_BASE_UNITS).toBe(true)
      }),
    )
  })
})

describe('formatUnits', () => {
  test.each([
    [1649n, 2, 0, '16.49'],
    [1650n, 2, 0, '16.5'],
    [1650n, 2, 2, '16.50'],
    [1000n, 2, 0, '10'],
    [1000n, 2, 2, '10.00'],
    [1n, 18, 0, '0.000000000000000001'],
    [7n, 0, 0, '7'],
    [7n, 0, 2, '7.00'],
    [0n, 6, 0, '0'],
    [-5n, 2, 2, '-0.05'],
  ])('%s units at %i decimals with at least %i places is %s', (value, places, minPlaces, text) => {
    expect(formatUnits(value, places, minPlaces)).toBe(text)
  })

  test('what is written is read back as the same amount', () => {
    fc.assert(
      fc.property(baseUnits, decimals, fc.integer({ min: 0, max: 8 }), (value, places, minPlaces) => {
        expect(parseUnits(formatUnits(value, places, minPlaces), places)).toBe(value)
      }),
    )
  })

  test('writes no zeros beyond the places asked for', () => {
    fc.assert(
      fc.property(baseUnits, decimals, (value, places) => {
        expect(formatUnits(value, places)).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/)
      }),
    )
  })
})

describe('rescale', () => {
  test('to more digits and back is the same amount', () => {
    fc.assert(
      fc.property(baseUnits, decimals, decimals, (value, a, b) => {
        const [few, many] = a < b ? [a, b] : [b, a]
        expect(rescale(rescale(value, few, many, 'down'), many, few, 'down')).toBe(value)
      }),
    )
  })

  test('to fewer digits rounds as it is told', () => {
    expect(rescale(1_005_000n, 6, 2, 'down')).toBe(100n)
    expect(rescale(1_005_000n, 6, 2, 'half-up')).toBe(101n)
    expect(rescale(1_000_001n, 6, 2, 'up')).toBe(101n)
    expect(rescale(1_000_000n, 6, 2, 'up')).toBe(100n)
  })
})

test('only currencies whose minor unit is known are fiat', () => {
  expect(isFiat('USD')).toBe(true)
  expect(isFiat('usd')).toBe(false)
  expect(isFiat('toString')).toBe(false)
  expect(isFiat('__proto__')).toBe(false)
})
