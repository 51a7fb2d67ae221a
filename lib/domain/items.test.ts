import { expect, test } from 'vitest'
import type { Item } from './invoice'
import { lineTotalMinor, subtotalMinor } from './items'
import { formatUnits } from './money'
import { fc } from './testing'

function item(quantity: string, unitPriceMinor: bigint): Item {
  return { name: 'Coffee', description: null, quantity, unitPriceMinor: unitPriceMinor.toString() }
}

test.each([
  ['one', '1', 9_99n, 9_99n],
  ['three', '3', 5_00n, 15_00n],
  ['an hour and a half', '1.5', 80_00n, 120_00n],
  ['half a cent rounds up', '0.5', 1n, 1n],
  ['less than half a cent rounds down', '0.333', 1n, 0n],
  ['something free', '7', 0n, 0n],
])('%s', (_, quantity, price, total) => {
  expect(lineTotalMinor(item(quantity, price))).toBe(total)
})

test.each(['', '-1', '1.2345', 'NaN', '1e400', ' 1', '01'])('the quantity "%s" is refused', (quantity) => {
  expect(() => lineTotalMinor(item(quantity, 1_00n))).toThrow(RangeError)
})

const items = fc.array(
  fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 9n }))
    .map(([thousandths, price]) => item(formatUnits(thousandths, 3), price)),
  { maxLength: 20 },
)

test('the subtotal is the sum of the lines as they are shown, in any order', () => {
  fc.assert(
    fc.property(items, (list) => {
      const shown = list.map(lineTotalMinor)
      expect(subtotalMinor(list)).toBe(shown.reduce((sum, minor) => sum + minor, 0n))
      expect(subtotalMinor(list.toReversed())).toBe(subtotalMinor(list))
    }),
  )
})
