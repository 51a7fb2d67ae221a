import { expect, it } from 'vitest'
import { probeDelayMs, retryDelayMs, wakeDelayMs } from './backoff'
import { retryAfterMs } from './retryAfter'

const seconds = (milliseconds: number) => milliseconds / 1000
const HOUR = 3600
const DAY = 24 * HOUR

it('exponential: six times as long each time, at most half a day', () => {
  const delays = [1, 2, 3, 4, 5, 6, 10].map((failed) => seconds(retryDelayMs('exponential', failed, 0)))
  expect(delays).toEqual([15, 90, 540, 3240, 19_440, 12 * HOUR, 12 * HOUR])
})

it('linear: five minutes more each time', () => {
  expect([1, 2, 10].map((failed) => seconds(retryDelayMs('linear', failed, 0)))).toEqual([300, 600, 3000])
})

it('long: five waits of a day and a quarter together', () => {
  const delays = [1, 2, 3, 4, 5].map((failed) => seconds(retryDelayMs('long', failed, 0.5)))
  expect(delays).toEqual([72.6, 435.6, 2613.6, 15_681.6, 94_089.6])
  const hours = delays.reduce((sum, delay) => sum + delay) / HOUR
  expect(hours).toBeCloseTo(31.4, 1)
})

it('adds up to a fifth at random', () => {
  expect(seconds(retryDelayMs('exponential', 1, 1))).toBe(18)
})

it('wakes what was parked at once, then less and less often', () => {
  expect([0, 1, 2, 20].map((wakes) => seconds(wakeDelayMs(wakes)))).toEqual([0, 300, 1200, DAY])
})

it('probes after ten minutes, then a quarter of the time, then daily', () => {
  expect([0, 10 * HOUR, 90 * DAY].map((failed) => seconds(probeDelayMs(failed * 1000)))).toEqual([
    600,
    2.5 * HOUR,
    DAY,
  ])
})

it.each([
  ['120', undefined, 120],
  ['99999999999', undefined, DAY],
  ['0', undefined, 0],
  ['Wed, 21 Oct 2026 07:30:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', 120],
  ['Wed, 21 Oct 2026 07:26:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', 0],
  ['Wed, 21 Oct 2026 07:30:00 GMT', undefined, null],
  ['-5', undefined, null],
  ['soon', 'Wed, 21 Oct 2026 07:28:00 GMT', null],
  [undefined, undefined, null],
])('Retry-After: %s at %s is %s s', (header, date, expected) => {
  expect(retryAfterMs(header, date)).toBe(expected === null ? null : expected * 1000)
})
