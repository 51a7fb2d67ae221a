import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRangeControl } from './range'

/** Runs queries against a provider that takes at most `limit` blocks; returns the sizes asked for and the failures. */
function run(control: ReturnType<typeof createRangeControl>, limit: number, queries: number) {
  const sizes: number[] = []
  let failures = 0
  for (let query = 0; query < queries; query += 1) {
    const size = control.size()
    sizes.push(size)
    if (size <= limit) control.succeeded(size)
    else {
      failures += 1
      control.failed(size)
    }
  }
  return { sizes, failures, last: sizes.at(-1) ?? 0 }
}

describe('the range of a query', () => {
  test('grows to the most that may be asked', () => {
    expect(run(createRangeControl(2_000), 2_000, 5)).toMatchObject({ failures: 0, last: 2_000 })
  })

  test('nears an unknown limit from below and then rarely fails', () => {
    const control = createRangeControl(10_000)
    run(control, 700, 30)
    const settled = run(control, 700, 100)
    expect(settled.failures).toBeLessThan(15)
    expect(settled.sizes.filter((size) => size > 550 && size <= 700).length).toBeGreaterThan(85)
  })

  test('grows again once the limit is gone', () => {
    const control = createRangeControl(2_000)
    run(control, 100, 30)
    expect(run(control, 2_000, 70).last).toBe(2_000)
  })

  test('is never below one nor above the most, and a limit of any size is met', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), (max, limit) => {
        const { sizes } = run(createRangeControl(max), limit, 60)
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1)
        expect(Math.max(...sizes)).toBeLessThanOrEqual(max)
        expect(sizes.slice(14).some((size) => size <= limit)).toBe(true)
      }),
    )
  })

  test('a range cut short by the head proves nothing', () => {
    const control = createRangeControl(2_000)
    control.succeeded(3)
    expect(control.size()).toBe(500)
  })

  test('a timeout costs more', () => {
    const control = createRangeControl(2_000)
    control.failed(500, 4)
    expect(control.size()).toBe(125)
  })
})
