// `npm run bench`: every file of bench/, one after another, so that none disturbs another's measure; or one by its name, with its
// own options: `npm run bench -- figures --invoices 1000000`.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { ensureInstalled } from './local/install.mjs'
import { root, run } from './test/run.mjs'

ensureInstalled(root, (line) => console.log(line))
const files = readdirSync(path.join(root, 'bench')).filter((name) => name.endsWith('.ts'))
const [only, ...options] = process.argv.slice(2)
for (const file of files.toSorted()) {
  if (only && file !== `${only}.ts`) continue
  console.log(`\n${file}`)
  const { code } = await run('tsx', [path.join('bench', file), ...options], { live: true })
  if (code !== 0) process.exitCode = 1
}
