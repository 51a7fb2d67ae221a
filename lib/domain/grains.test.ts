import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quarterOf, runsBetween } from './grains'

const day = (text: string) => new Date(`${text}Z`)
const shown = (edges: Date[]) =>
  runsBetween(edges).map(
    ({ grain, from, to }) =>
      `${grain} ${new Date(from).toISOString().slice(5, 16)} ${new Date(to).toISOString().slice(5, 16)}`,
  )

test('days where a part holds whole ones, hours and quarters at its ends', () => {
  expect(shown([day('2026-01-01T00:00'), day('2026-01-02T00:00'), day('2026-01-03T00:00')])).toEqual([
    'day 01-01T00:00 01-03T00:00',
  ])
  // Two days of India: nothing but hours fits, and the ones that an edge cuts.
  expect(shown([day('2026-01-01T18:30'), day('2026-01-02T18:30'), day('2026-01-03T18:30')])).toEqual([
    'quarter 01-01T18:30 01-01T19:00',
    'hour 01-01T19:00 01-02T18:00',
    'quarter 01-02T18:00 01-02T19:00',
    'hour 01-02T19:00 01-03T18:00',
    'quarter 01-03T18:00 01-03T18:30',
  ])
  expect(shown([day('2026-01-01T23:15'), day('2026-01-04T01:00')])).toEqual([
    'quarter 01-01T23:15 01-02T00:00',
    'day 01-02T00:00 01-04T00:00',
    'hour 01-04T00:00 01-04T01:00',
  ])
  expect(runsBetween([])).toEqual([])
})

test('runs cover the parts exactly, and no sum lies in two of them', () => {
  const lengths = { quarter: 1, hour: 4, day: 96 }
  const quarters = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(quarters, (drawn) => {
      const edges = drawn.toSorted((a, b) => a - b)
      const runs = runsBetween(edges.map((at) => new Date(at * 900_000)))
      const sums = runs.flatMap(({ grain, from, to }) =>
        Array.from({ length: (to - from) / 900_000 / lengths[grain] }, (_, at) => {
          const start = from / 900_000 + at * lengths[grain]
          return [start, start + lengths[grain]] as const
        }),
      )
      expect(sums[0]?.[0]).toBe(edges[0])
      expect(sums.at(-1)?.[1]).toBe(edges.at(-1))
      expect(sums.slice(1).map(([start]) => start)).toEqual(sums.slice(0, -1).map(([, end]) => end))
      expect(sums.filter(([start, end]) => edges.some((edge) => start < edge && edge < end))).toEqual([])
    }),
  )
})

test('a moment lies in one quarter of an hour', () => {
  expect(quarterOf(day('2026-01-01T10:15:00'))).toEqual(day('2026-01-01T10:15:00'))
  expect(quarterOf(day('2026-01-01T10:14:59.999'))).toEqual(day('2026-01-01T10:00:00'))
})
