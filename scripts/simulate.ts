// `npm run simulate -- --runs N [--seed S] [--trace]`: runs of the simulation beyond the fixed set; a seed that fails is printed,
// and `--seed S` plays it again, step by step.
import '@/tests/simulation/engine/seams'
import { parseArgs } from 'node:util'
import { runSeed } from '@/tests/simulation/world/run'
import { startTestServer } from '@/tests/support/postgres'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    /** Parts of the plan that are not drawn. */
    plan: { type: 'string' },
    /** Stops at the first seed that fails. */
    first: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '600' },
  },
})

const server = await startTestServer()
const started = performance.now()
const totals: Record<string, number> = {}
let [runs, steps, failed] = [0, 0, 0]
try {
  const first = Number(values.from)
  const seeds = values.seed
    ? [values.seed]
    : Array.from({ length: Number(values.runs) }, (_, index) => `${first + index}`)
  for (const seed of seeds) {
    if (performance.now() - started > Number(values.minutes) * 60_000) break
    const outcome = await runSeed({
      seed,
      adminUrl: server.adminUrl,
      plan: values.plan ? (JSON.parse(values.plan) as object) : {},
    })
    runs += 1
    steps += outcome.steps
    for (const [name, times] of Object.entries(outcome.counts)) totals[name] = (totals[name] ?? 0) + times
    if (values.trace) for (const line of outcome.trace) console.log(line)
    if (outcome.objections.length === 0) continue
    failed += 1
    console.log(`seed ${seed} fails (replay: npm run simulate -- --seed ${seed} --trace)`)
    console.log(`  plan ${JSON.stringify(outcome.plan)}`)
    for (const line of outcome.objections.slice(0, 12)) console.log(`  ${line}`)
    if (values.first) break
  }
} finally {
  await server.stop()
}
const seconds = (performance.now() - started) / 1000
console.log(`what happened: ${JSON.stringify(totals)}`)
console.log(`${runs} runs, ${steps} steps, ${failed} failed, ${seconds.toFixed(1)} s`)
process.exitCode = failed === 0 ? 0 : 1
