import { describe, expect, test } from 'vitest'
import { quoteAmount, type QuoteRequest } from './quote'
import { compare, ratio, type Ratio } from './rational'
import { fc } from './testing'

function quote(totalMinor: bigint, tokenDecimals: number, value: Ratio): bigint {
  return quoteAmount({ totalMinor, fiatDecimals: 2, tokenDecimals, rate: { value, source: 'test' } })
}

const requests: fc.Arbitrary<QuoteRequest> = fc.record({
  totalMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  fiatDecimals: fc.constantFrom(0, 2, 3),
  tokenDecimals: fc.oneof(fc.constantFrom(0, 6, 8, 18), fc.integer({ min: 0, max: 24 })),
  rate: fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
    .map(([num, den]) => ({ value: ratio(num, den), source: 'test' })),
})

/** What so many base units are worth, and what is owed, both in whole fiat. */
function worth(amount: bigint, { tokenDecimals, rate }: QuoteRequest): Ratio {
  return ratio(amount * rate.value.num, rate.value.den * 10n ** BigInt(tokenDecimals))
}
function owed({ totalMinor, fiatDecimals }: QuoteRequest): Ratio {
  return ratio(totalMinor, 10n ** BigInt(fiatDecimals))
}

/** The smallest step a payer is asked to type (D4), in base units. */
function step({ tokenDecimals }: QuoteRequest): bigint {
  return 10n ** BigInt(Math.max(0, tokenDecimals - 8))
}

describe('quoteAmount', () => {
  test('never asks for less than is owed', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(compare(worth(quoteAmount(request), request), owed(request))).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('asks for no more than the rounding: one step less would be too little', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const oneStepLess = quoteAmount(request) - step(request)
        expect(oneStepLess < 0n || compare(worth(oneStepLess, request), owed(request)) < 0).toBe(true)
      }),
    )
  })

  test('can be typed with min(decimals, 8) places (D4)', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(quoteAmount(request) % step(request)).toBe(0n)
      }),
    )
  })

  test('grows with what is owed', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const more = { ...request, totalMinor: request.totalMinor + 1n }
        expect(quoteAmount(more) >= quoteAmount(request)).toBe(true)
      }),
    )
  })

  test.each([
    ['a stablecoin at par', 16_49n, 6, ratio(1n, 1n), 16_490_000n],
    ['an 18-decimal stablecoin at par', 16_49n, 18, ratio(1n, 1n), 16_490_000_000_000_000_000n],
    ['a token without decimals', 16_49n, 0, ratio(1n, 1n), 17n],
    ['bitcoin at 60,000', 10_00n, 8, ratio(60_000n, 1n), 16_667n],
    ['ether at 3318.50, to 8 places', 99_00n, 18, ratio(331_850n, 100n), 29_832_760_000_000_000n],
    ['nothing owed', 0n, 6, ratio(1n, 1n), 0n],
  ])('%s', (_, totalMinor, decimals, rate, amount) => {
    expect(quote(totalMinor, decimals, rate)).toBe(amount)
  })

  test('a rate of zero is refused, not divided by', () => {
    expect(() => quote(1_00n, 6, ratio(0n, 1n))).toThrow(RangeError)
  })
})
