import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agree, median, type AgreementRules, type Observation } from './agreement'
import { distanceBps } from './prices'

const NOW = new Date('2026-01-15T10:00:00Z')
const RULES: AgreementRules = { minSources: 2, deviationBps: 200, jumpBps: 1000, jumpHoldMs: 600_000 }

function said(source: string, value: bigint, ageMs = 0): Observation {
  const at = new Date(NOW.getTime() - ageMs)
  return { source, value, at, goodUntil: new Date(at.getTime() + 300_000) }
}
const all = (...values: bigint[]) => values.map((value, index) => said(`s${index}`, value))
const ago = (ms: number) => new Date(NOW.getTime() - ms)

const values = fc.array(fc.bigInt({ min: 1n, max: 10n ** 24n }), { minLength: 1, maxLength: 9 })

describe('median', () => {
  test('is the middle of an odd number, and between the two in the middle of an even one, half up', () => {
    expect(median([5n, 1n, 3n])).toBe(3n)
    expect(median([4n, 1n, 3n, 100n])).toBe(4n)
    expect(median([2n, 4n])).toBe(3n)
    expect(median([7n])).toBe(7n)
    expect(median([])).toBeNull()
  })

  test('hangs on no order, lies within its values, and has as many above as below', () => {
    fc.assert(
      fc.property(values, fc.func(fc.integer()), (given, order) => {
        const shuffled = given.toSorted((a, b) => order(a) - order(b))
        const middle = median(given) ?? 0n
        expect(median(shuffled)).toBe(middle)
        const above = given.filter((value) => value > middle).length
        const below = given.filter((value) => value < middle).length
        expect(Math.max(above, below)).toBeLessThanOrEqual(given.length / 2)
      }),
    )
  })
})

describe('D3: what sources agree on', () => {
  test('is the median of the fresh ones', () => {
    expect(agree(all(100n, 101n, 102n), RULES, NOW, null)).toMatchObject({ value: 101n, reason: null })
  })

  test('nothing, when fewer than two are fresh', () => {
    const one = [said('a', 100n), said('b', 100n, 300_001)]
    expect(agree(one, RULES, NOW, null)).toMatchObject({
      value: null,
      reason: 'too_few_sources',
      leftOut: [{ source: 'b', why: 'stale' }],
    })
    expect(agree([said('a', 100n), said('b', 100n, 300_000)], RULES, NOW, null).value).toBe(100n)
    expect(agree([], RULES, NOW, null)).toMatchObject({
      value: null,
      reason: 'too_few_sources',
      median: null,
    })
  })

  test('leaves out one that is away from the others, and names it', () => {
    const found = agree(all(1000n, 1001n, 2000n), RULES, NOW, null)
    expect(found).toMatchObject({ value: 1001n, leftOut: [{ source: 's2', value: 2000n, why: 'deviates' }] })
    expect(found.used.map(({ source }) => source)).toEqual(['s0', 's1'])
  })

  test('nothing, when two contradict each other, or two and two', () => {
    expect(agree(all(1000n, 1021n), RULES, NOW, null)).toMatchObject({
      value: null,
      reason: 'sources_disagree',
    })
    expect(agree(all(1000n, 1020n), RULES, NOW, null).value).toBe(1010n)
    expect(agree(all(100n, 100n, 200n, 200n), RULES, NOW, null).reason).toBe('sources_disagree')
    expect(agree(all(100n, 200n, 300n), RULES, NOW, null).reason).toBe('sources_disagree')
  })

  test('nothing, when the median jumps, until it has held for as long as the rules say', () => {
    const jumped = all(1101n, 1101n, 1101n)
    const last = (ms: number) => ({ value: 1000n, at: ago(ms) })
    expect(agree(jumped, RULES, NOW, last(1_000))).toMatchObject({
      value: null,
      reason: 'price_jumped',
      median: 1101n,
    })
    expect(agree(all(899n, 899n), RULES, NOW, last(600_000)).reason).toBe('price_jumped')
    expect(agree(jumped, RULES, NOW, last(600_001)).value).toBe(1101n)
    expect(agree(all(1100n, 1100n), RULES, NOW, last(1_000)).value).toBe(1100n)
  })

  test('no single source moves it beyond what the honest ones say, whatever it says', () => {
    const honest = fc.array(fc.bigInt({ min: 10_000n, max: 10_200n }), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(honest, fc.bigInt({ min: 1n, max: 10n ** 24n }), (truth, lie) => {
        const { value } = agree([...all(...truth), said('liar', lie)], RULES, NOW, null)
        if (value === null) return
        const sorted = truth.toSorted((a, b) => (a < b ? -1 : 1))
        // Of two honest ones and a liar within the deviation, the middle can be the liar's: then it is near them.
        const [low = 0n, high = 0n] = [sorted[0], sorted.at(-1)]
        expect(value >= low || distanceBps(value, low) <= 200n).toBe(true)
        expect(value <= high || distanceBps(value, high) <= 200n).toBe(true)
      }),
    )
  })

  test('every source is either used or left out, and what is used lies near what is agreed', () => {
    fc.assert(
      fc.property(values, (given) => {
        const found = agree(all(...given), RULES, NOW, null)
        expect(found.used.length + found.leftOut.length).toBe(given.length)
        expect((found.value === null) === (found.reason !== null)).toBe(true)
        expect(found.value === null || found.used.length >= 2).toBe(true)
      }),
    )
  })
})
