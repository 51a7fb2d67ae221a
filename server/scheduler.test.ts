import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startScheduler } from './scheduler'

const PAUSE_MS = 1_000
const log = { info: () => {}, warn: () => {}, error: () => {} }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('pauses after each run, never works twice at once, and goes on after an error', async () => {
  const ends: (() => void)[] = []
  const scheduler = startScheduler(
    () =>
      new Promise<void>((resolve, reject) =>
        ends.push(ends.length === 0 ? () => reject(new Error('first')) : resolve),
      ),
    PAUSE_MS,
    log,
  )
  await vi.advanceTimersByTimeAsync(10 * PAUSE_MS)
  expect(ends).toHaveLength(1)

  ends[0]?.()
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1)
  expect(ends).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(ends).toHaveLength(2)

  ends[1]?.()
  await vi.advanceTimersByTimeAsync(PAUSE_MS)
  expect(ends).toHaveLength(3)

  const stopped = scheduler.stop()
  ends[2]?.()
  await stopped
  expect(vi.getTimerCount()).toBe(0)
})
