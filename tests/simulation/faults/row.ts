import { expect, inject, it } from 'vitest'
import { QUIET, type Plan } from '../world/plan'
import { runSeed, type Outcome } from '../world/run'

type Row = {
  /** What the row adds to a good day. */
  plan: Partial<Plan>
  seeds: readonly string[]
  /** Counts that must not be zero over these seeds: the fault did strike. */
  struck: readonly string[]
}

/** The test of one row of the fault table: some seeds with this fault, sound under the oracle, and struck by it. */
export function row(number: number, name: string, { plan, seeds, struck }: Row): void {
  it(`row ${number}: ${name}`, async () => {
    const totals: Record<string, number> = {}
    for (const seed of seeds) {
      const outcome = await runSeed({
        seed: `row ${number} ${seed}`,
        adminUrl: inject('adminUrl'),
        plan: { ...QUIET, ...plan },
      })
      expect(objectionsTo(outcome)).toEqual([])
      for (const [what, times] of Object.entries(outcome.counts)) totals[what] = (totals[what] ?? 0) + times
    }
    const spared = struck.filter((what) => !totals[what])
    expect({ spared, totals }).toEqual({ spared: [], totals })
  }, 120_000)
}

/** What a test compares with nothing: the objections, with how to play the seed again. */
export function objectionsTo(outcome: Outcome): string[] {
  if (outcome.objections.length === 0) return []
  return [
    `npm run simulate -- --seed '${outcome.seed}' --trace`,
    JSON.stringify(outcome.plan),
    ...outcome.objections,
  ]
}
