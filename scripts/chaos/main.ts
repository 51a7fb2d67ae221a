// `npm run chaos [-- --seconds 90 --seed 1 --clients 6 --servers 2]`: the built server, PostgreSQL and a local chain under load, while
// servers are killed and PostgreSQL stopped at moments that the seed gives. Prints counts, and ends with 1 when what clients were
// told, what is stored and what is on chain do not agree.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '@/scripts/local/build'
import { runChaos } from './run'
import { createTally, report } from './tally'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '90' },
    seed: { type: 'string', default: '1' },
    clients: { type: 'string', default: '6' },
    servers: { type: 'string', default: '2' },
  },
})

const started: (() => Promise<void>)[] = []
let leaving: Promise<void> | undefined
/** Ends what was started, the last first, once; then leaves with the code of the first who asked. */
function leave(code: number): Promise<void> {
  leaving ??= (async () => {
    for (const end of started.splice(0).toReversed()) await end()
    process.exit(code)
  })()
  return leaving
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(130))

try {
  const root = process.cwd()
  console.log('building')
  await ensureBuilt(root)
  const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-chaos-'))
  started.push(() => rm(folder, { recursive: true, force: true }))
  const tally = createTally()
  await runChaos({
    root,
    folder,
    seed: values.seed,
    ms: Number(values.seconds) * 1000,
    clients: Number(values.clients),
    servers: Number(values.servers),
    tally,
    say: console.log,
    onStop: (end) => void started.push(end),
  })
  console.log(report(tally))
  await leave(tally.problems.length === 0 ? 0 : 1)
} catch (error) {
  console.error(error)
  await leave(1)
}
