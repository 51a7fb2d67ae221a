import '@/lib/ids' // First, as it is for whoever loads the product before the simulation.
import { expect, inject, it } from 'vitest'
import { runSeed } from './world/run'

it('a seed is one history: a second run takes the same steps and gets the same answers', async () => {
  const run = () =>
    runSeed({
      seed: 'replay',
      adminUrl: inject('adminUrl'),
      plan: { workers: 3, kills: 0.5, cuts: 0.1, events: 30 },
    })
  const first = await run()
  const second = await run()
  const parting = first.trace.findIndex((line, step) => line !== second.trace[step])
  const around = (trace: readonly string[]) => trace.slice(Math.max(0, parting - 10), parting + 3)
  expect(around(second.trace), 'where the two part').toEqual(around(first.trace))
  expect(second.digest).toBe(first.digest)
  expect(first.counts).toMatchObject({ kill: expect.any(Number) as number })
}, 120_000)
