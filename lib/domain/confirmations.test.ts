import { describe, expect, test } from 'vitest'
import { confirmationsAt, confirmationsForAmount, requiredConfirmations } from './confirmations'

describe("document 004's tiers", () => {
  test.each([
    ['nothing', 0n, 1],
    ['$99.99', 99_99n, 1],
    ['$100.00', 100_00n, 12],
    ['$10,000.00', 10_000_00n, 12],
    ['$10,000.01', 10_000_01n, 19],
    ['all there is', 10n ** 78n, 19],
  ])('%s', (_, totalMinor, confirmations) => {
    expect(confirmationsForAmount(totalMinor)).toBe(confirmations)
  })
})

describe('what is required (S7)', () => {
  test('is the network floor when the tier asks less', () => {
    expect(requiredConfirmations({ networkFloor: 12, amountDefault: 1, override: null })).toBe(12)
  })

  test('is the tier when it asks more than the floor', () => {
    expect(requiredConfirmations({ networkFloor: 12, amountDefault: 19, override: null })).toBe(19)
  })

  test("is the merchant's own number, above or below both", () => {
    expect(requiredConfirmations({ networkFloor: 12, amountDefault: 19, override: 1 })).toBe(1)
    expect(requiredConfirmations({ networkFloor: 1, amountDefault: 1, override: 50 })).toBe(50)
  })
})

describe('how deep a block lies (S7)', () => {
  test.each([
    ['the head itself', 100, 100, 1],
    ['eleven blocks on it', 111, 100, 12],
    ['a head that has not reached it', 98, 100, 0],
    ['a head just before it', 99, 100, 0],
  ])('%s', (_, head, block, confirmations) => {
    expect(confirmationsAt(head, block)).toBe(confirmations)
  })
})
