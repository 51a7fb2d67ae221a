import { expect, test } from 'vitest'
import { measures, shownOf } from '@/lib/domain/tally'
import { figuresOf } from './figures'

const at = new Date('2026-01-15T00:00:00Z')
const settled = (gross: bigint, completed: bigint) =>
  measures({ paid: completed, completed, gross: gross * 100_000_000n, fees: gross * 1_000_000n })

test('numbers in words, and bars as high as the day was', () => {
  const total = { ...settled(400n, 4n), expired: 1n }
  const parts = [0n, 100n, 300n].map((gross, index) => ({
    label: `2026-01-1${index + 3}`,
    sums: shownOf(settled(gross, gross / 100n)),
  }))
  const figures = figuresOf({ currency: 'USD', from: at, end: at, total, parts, tokens: [] })
  expect(figures?.numbers.map(({ value, note }) => `${value}, ${note}`)).toEqual([
    '$400.00, $4.00 of it fees',
    '$396.00, What is left after fees',
    '4, invoices settled',
    '80 %, of 5 invoices made',
  ])
  expect(figures?.bars.map(({ height }) => height)).toEqual([0, 334, 1000])
  expect(figures?.bars[1]?.text).toBe('14 Jan: $100.00, 1 paid')
  expect(figures?.summary).toBe('Received by day: $400.00 in all, most on 15 Jan with $300.00')
})

test('nothing is said of nothing', () => {
  expect(
    figuresOf({ currency: 'USD', from: at, end: at, total: measures({}), parts: [], tokens: [] }),
  ).toBeNull()
})
