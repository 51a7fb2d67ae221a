import { expect, inject, it } from 'vitest'
import { QUIET, type Plan } from '../world/plan'
import { runSeed, type Outcome } from '../world/run'

type Row = {
  /** What the row adds to a good day. */
  plan: Partial<Plan>
  /** Counts that must not be zero: the fault did strike, and had its effect. */
  struck: readonly string[]
}

/** A seed more for as long as the fault has not struck in every way; each change of the product moves all seeds. */
const MOST_SEEDS = 6

/** The test of one row of the fault table: seeds with this fault, each of them sound, until it has struck. */
export function row(number: number, name: string, { plan, struck }: Row): void {
  it(`row ${number}: ${name}`, async () => {
    const totals: Record<string, number> = {}
    const spared = () => struck.filter((what) => !totals[what])
    for (let index = 1; index === 1 || (index <= MOST_SEEDS && spared().length > 0); index += 1) {
      const outcome = await runSeed({
        seed: `row ${number} ${index}`,
        adminUrl: inject('adminUrl'),
        plan: { ...QUIET, ...plan },
      })
      expect(objectionsTo(outcome)).toEqual([])
      for (const [what, times] of Object.entries(outcome.counts)) totals[what] = (totals[what] ?? 0) + times
    }
    expect({ spared: spared(), totals }).toEqual({ spared: [], totals })
  }, 240_000)
}

/** What a test compares with nothing: the objections, with how to play the seed again. */
export function objectionsTo(outcome: Outcome): string[] {
  if (outcome.objections.length === 0) return []
  const replay = `npm run simulate -- --seed '${outcome.seed}' --plan '${JSON.stringify(outcome.plan)}' --trace`
  return [replay, ...outcome.objections]
}
