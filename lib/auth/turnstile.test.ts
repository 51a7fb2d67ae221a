import { expect, it } from 'vitest'
import { createTurnstile, isTurnstileFull } from './turnstile'

it('lets so much through at once and so much wait, in order, and refuses the rest', async () => {
  const turnstile = createTurnstile({ atOnce: 2, waiting: 3 })
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (index: number) =>
    turnstile(() => {
      begun.push(index)
      return new Promise<number>((resolve) => ends.push(() => resolve(index)))
    })
  const passes = [0, 1, 2, 3, 4].map(work)
  await expect(work(5)).rejects.toSatisfy(isTurnstileFull)
  expect(begun).toEqual([0, 1])
  for (let index = 0; index < 5; index++) {
    ends[index]?.()
    expect(await passes[index]).toBe(index)
  }
  expect(begun).toEqual([0, 1, 2, 3, 4])
  expect(await turnstile(async () => 'free again')).toBe('free again')
})

it('goes on after work that failed', async () => {
  const turnstile = createTurnstile({ atOnce: 1, waiting: 1 })
  await expect(turnstile(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await turnstile(async () => 1)).toBe(1)
})
