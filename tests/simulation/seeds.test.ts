import { expect, inject, it } from 'vitest'
import { objectionsTo } from './faults/row'
import { runSeed } from './world/run'

/** Whole plans drawn from the seed: the faults meet each other. `npm run simulate -- --runs N` runs more. */
const SEEDS = Array.from({ length: 6 }, (_, index) => `${index + 1}`)

it.each(SEEDS)(
  'seed %s: credits, status, exceptions and ledger equal the verdict',
  async (seed) => {
    expect(objectionsTo(await runSeed({ seed, adminUrl: inject('adminUrl') }))).toEqual([])
  },
  120_000,
)
