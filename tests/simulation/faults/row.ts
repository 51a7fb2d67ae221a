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
      expectSound(outcome)
      for (const [what, times] of Object.entries(outcome.counts)) totals[what] = (totals[what] ?? 0) + times
    }
    for (const what of struck)
      expect([what, totals[what] ?? 0], JSON.stringify(totals)).not.toEqual([what, 0])
  }, 120_000)
}

/** Nothing to object to; a failure names the seed and how to play it again. */
export function expectSound(outcome: Outcome): void {
  const replay = `npm run simulate -- --seed '${outcome.seed}' --trace`
  expect(outcome.objections, `${replay}\n${JSON.stringify(outcome.plan)}`).toEqual([])
}
