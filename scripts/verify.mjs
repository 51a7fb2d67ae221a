// `npm run verify`: what can be known from the source alone, in seconds. Needs installed dependencies.
import { ensureInstalled } from './local/install.mjs'
import { quickChecks, runCheck } from './test/checks.mjs'
import { root } from './test/run.mjs'

ensureInstalled(root, (line) => console.log(line))
const results = await Promise.all(
  quickChecks.map(async (check) => ({ ...check, ...(await runCheck(check)) })),
)
for (const { name, code, output, seconds } of results) {
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`)
  if (code !== 0) console.log(output.trimEnd())
}
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1
