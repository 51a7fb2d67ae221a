import { expect, test } from 'vitest'
import { measures, shownOf } from '@/lib/domain/tally'
import { figuresOf, spanIn } from './figures'
import { durationText, partText } from './periodText'

const at = new Date('2026-01-15T00:00:00Z')
const settled = (gross: bigint, completed: bigint) =>
  measures({ paid: completed, completed, gross: gross * 100_000_000n, fees: gross * 1_000_000n })
const NO_TIMES = { total: null, parts: [] }

test('numbers in words, and bars as high as the day was', () => {
  const total = { ...settled(400n, 4n), expired: 1n }
  const parts = [0n, 100n, 300n].map((gross, index) => ({
    label: `2026-01-1${index + 3}`,
    sums: shownOf({ ...settled(gross, gross / 100n), expired: index === 1 ? 1n : 0n }),
  }))
  const times = {
    total: { medianMs: 250_000, of: 4 },
    parts: parts.map(({ label }, index) => ({
      label,
      time: index === 0 ? null : { medianMs: index * 100_000, of: index },
    })),
  }
  const figures = figuresOf({ currency: 'USD', from: at, end: at, total, parts, tokens: [] }, times)
  expect(figures?.numbers.map(({ value, note }) => `${value}, ${note}`)).toEqual([
    '$400.00, $396.00 yours after fees',
    '4, invoices settled',
    '80 %, of 5 invoices made',
    '4 min 10 s, Half of your customers are faster',
  ])
  const [volume, conversion, time] = figures?.charts ?? []
  expect(volume?.bars.map(({ height }) => height)).toEqual([0, 334, 1000])
  expect(volume?.bars[1]).toMatchObject({ name: '14 Jan', value: '$100.00', note: '1 paid' })
  expect(volume?.summary).toBe('Received: $400.00 in all, most on 15 Jan with $300.00')
  expect(conversion?.bars.map(({ height, value }) => `${height} ${value}`)).toEqual([
    '0 None made',
    '500 50 %',
    '1000 100 %',
  ])
  expect(time?.bars.map(({ height, value }) => `${height} ${value}`)).toEqual([
    '0 None paid',
    '500 1 min 40 s',
    '1000 3 min 20 s',
  ])
})

test('nothing is said of nothing', () => {
  const none = { currency: 'USD', from: at, end: at, total: measures({}), parts: [], tokens: [] }
  expect(figuresOf(none, NO_TIMES)).toBeNull()
})

test('times are told in two units, and parts by their first day', () => {
  expect([0, 59_000, 60_000, 3_700_000, 90_000_000].map(durationText)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '1 h 1 min',
    '1 d 1 h',
  ])
  expect(partText('2026-01-12', 'week')).toBe('Week of 12 Jan')
  expect(partText('2026-01-01', 'month')).toBe('Jan 2026')
})

test('the charts look back a month unless the URL says otherwise', () => {
  expect(spanIn(undefined)).toMatchObject({ period: '30d', grouping: 'day' })
  expect(spanIn(['7d', '1y'])).toMatchObject({ period: '30d' })
  expect(spanIn('1y')).toMatchObject({ grouping: 'month' })
})
