import { expect, it } from 'vitest'
import { backoff, pause, waitAfter } from './backoff.js'
import { apiError, CheckoutError, ConnectionError, type Refusal } from './errors.js'

const answer = (change: Partial<Refusal>) =>
  apiError({ status: 503, retryAfter: null, code: 'X', message: '', ...change } as Refusal)

it('waits twice as long each time, up to a limit, and never as long as another client', () => {
  expect([1, 2, 3, 4, 5, 6, 99].map((failures) => backoff(failures, 0))).toEqual([
    500, 1000, 2000, 4000, 8000, 8000, 8000,
  ])
  expect(backoff(3, 1)).toBe(1000)
  const drawn = Array.from({ length: 50 }, () => backoff(1))
  expect(new Set(drawn).size).toBeGreaterThan(1)
  for (const wait of drawn) expect(wait).toSatisfy((ms: number) => ms > 249 && ms <= 500)
})

it('waits as long as it is asked to, up to a minute', () => {
  expect(waitAfter(answer({ retryAfter: 7 }), 1)).toBe(7000)
  expect(waitAfter(answer({ status: 429, retryAfter: 60 }), 5)).toBe(60_000)
  expect(waitAfter(answer({ status: 429, retryAfter: 61 }), 1)).toBeNull()
})

it('tries again after what may pass, and nothing else', () => {
  const broken = new ConnectionError('connection_failed', '')
  for (const error of [answer({}), answer({ status: 408 }), broken]) expect(waitAfter(error, 1, 0)).toBe(500)
  const final = [
    answer({ status: 404 }),
    answer({ status: 200 }),
    new CheckoutError('invalid_option', ''),
    new Error('x'),
    null,
  ]
  for (const error of final) expect(waitAfter(error, 1)).toBeNull()
})

it('ends a pause with the reason of its signal, and leaves nothing behind', async () => {
  const ending = new AbortController()
  const paused = pause(60_000, ending.signal)
  ending.abort('enough')
  await expect(paused).rejects.toBe('enough')
  await expect(pause(60_000, ending.signal)).rejects.toBe('enough')
  await expect(pause(0, undefined)).resolves.toBeUndefined()
})
