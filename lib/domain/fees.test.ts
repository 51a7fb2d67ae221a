import { describe, expect, test } from 'vitest'
import { MAX_FEE_BPS, showSplit, splitFee } from './fees'
import { MAX_BASE_UNITS, parseUnits } from './money'
import { baseUnits, fc } from './testing'

const bps = fc.integer({ min: 0, max: MAX_FEE_BPS })

/** A USDC amount as the document writes it, split at 1 % and shown. */
function shownAtOnePercent(usdc: string) {
  return showSplit(splitFee(parseUnits(usdc, 6) ?? 0n, 100), 6)
}

describe('splitFee', () => {
  test('fee and net add up to the gross, and neither is negative', () => {
    fc.assert(
      fc.property(baseUnits, fc.integer({ min: 0, max: 10_000 }), (gross, rate) => {
        const split = splitFee(gross, rate)
        expect(split.fee + split.net).toBe(gross)
        expect(split.fee >= 0n && split.net >= 0n).toBe(true)
      }),
    )
  })

  test('floors as the contract does in 256 bits, up to all that a chain can hold', () => {
    // Solidity must divide first: gross * bps overflows near 2^256. No step here leaves 256 bits.
    const uint256 = (value: bigint) => {
      if (value > MAX_BASE_UNITS) throw new RangeError('overflow')
      return value
    }
    fc.assert(
      fc.property(baseUnits, bps, (gross, rate) => {
        const whole = uint256((gross / 10_000n) * BigInt(rate))
        const rest = uint256((gross % 10_000n) * BigInt(rate)) / 10_000n
        expect(splitFee(gross, rate).fee).toBe(uint256(whole + rest))
      }),
    )
  })

  test('a rate that is not whole basis points between nothing and everything is refused', () => {
    for (const rate of [-1, 0.5, 10_001, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => splitFee(1_000_000n, rate)).toThrow(RangeError)
    }
  })
})

describe("document 004's examples at 1 %", () => {
  test('16.49 is 0.16 and 16.33', () => {
    expect(shownAtOnePercent('16.49')).toEqual({ gross: '16.49', fee: '0.16', net: '16.33' })
  })

  test('9.99 is 0.10 and 9.89', () => {
    expect(shownAtOnePercent('9.99')).toEqual({ gross: '9.99', fee: '0.10', net: '9.89' })
  })

  test('5.00 and 4.99 settle once, on 9.99', () => {
    expect(splitFee(5_000_000n + 4_990_000n, 100)).toEqual({
      gross: 9_990_000n,
      fee: 99_900n,
      net: 9_890_100n,
    })
  })
})

test('what is shown has two places and adds up, whatever the decimals of the token', () => {
  const cents = (text: string) => parseUnits(text, 2) ?? -1n
  fc.assert(
    fc.property(baseUnits, bps, fc.constantFrom(0, 2, 6, 8, 18), (gross, rate, decimals) => {
      fc.pre(gross < 10n ** 70n)
      const shown = showSplit(splitFee(gross, rate), decimals)
      expect(cents(shown.fee) + cents(shown.net)).toBe(cents(shown.gross))
      for (const text of Object.values(shown)) expect(text).toMatch(/^\d+\.\d\d$/)
    }),
  )
})
