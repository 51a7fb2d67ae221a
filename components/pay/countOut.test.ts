import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { countOut } from './countOut'

const MINUTE_MS = 60_000
const WORDS = { fiveMinutes: '5 minutes left to pay.', oneMinute: 'One minute left to pay.' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function counting(leftMs: number) {
  const told: string[] = []
  const stop = countOut(leftMs, {
    words: WORDS,
    onShort: (words) => told.push(words),
    onEnd: () => told.push('the end'),
  })
  const afterMs = (ms: number) => {
    vi.advanceTimersByTime(ms)
    return told
  }
  return { stop, afterMs }
}

it('speaks at five minutes, at one, and just behind the end', () => {
  const { afterMs } = counting(30 * MINUTE_MS)
  expect(afterMs(25 * MINUTE_MS - 1)).toEqual([])
  expect(afterMs(1)).toEqual(['5 minutes left to pay.'])
  expect(afterMs(4 * MINUTE_MS - 1)).toHaveLength(1)
  expect(afterMs(1)).toEqual(['5 minutes left to pay.', 'One minute left to pay.'])
  expect(afterMs(MINUTE_MS)).toHaveLength(2)
  expect(afterMs(1)).toEqual(['5 minutes left to pay.', 'One minute left to pay.', 'the end'])
})

it('does not speak of what is past when it begins, and nothing after it was stopped', () => {
  const late = counting(2 * MINUTE_MS)
  expect(late.afterMs(MINUTE_MS)).toEqual(['One minute left to pay.'])
  late.stop()
  expect(late.afterMs(2 * MINUTE_MS)).toHaveLength(1)
})

it('asks at once about nothing: an end that is past, or farther off than a timer reaches', () => {
  expect(counting(-5).afterMs(MINUTE_MS)).toEqual([])
  expect(counting(40 * 24 * 60 * MINUTE_MS).afterMs(MINUTE_MS)).toEqual([])
})
