// `npm test`: sets up what is missing and runs every test. One failing step does not stop the others; the last line
// sums up all of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureInstalled } from './local/install.mjs'
import { quickChecks, runCheck } from './test/checks.mjs'
import { checkResult, playwrightResults, vitestResults } from './test/results.mjs'
import { root, run } from './test/run.mjs'

/** @type {import('./test/results.mjs').Result[]} */
const results = []

ensureInstalled(root, (line) => console.log(line))
const reports = mkdtempSync(path.join(tmpdir(), 'crypto-checkout-test-'))
try {
  await runChecks()
  await runVitest(path.join(reports, 'vitest.json'))
  await runPlaywright(path.join(reports, 'playwright.json'))
} finally {
  rmSync(reports, { recursive: true, force: true })
}
summarise()

async function runChecks() {
  const ran = await Promise.all(quickChecks.map(async (check) => ({ check, outcome: await runCheck(check) })))
  for (const { check, outcome } of ran) {
    console.log(`${outcome.code === 0 ? 'ok  ' : 'FAIL'} ${check.name}`)
    if (outcome.code !== 0) console.log(outcome.output.trimEnd())
    results.push(checkResult(check.name, outcome))
  }
}

async function runVitest(/** @type {string} */ report) {
  const args = [
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  results.push(...vitestResults(report, await run('vitest', args, { live: true })))
}

async function runPlaywright(/** @type {string} */ report) {
  const args = ['test', '--pass-with-no-tests', '--reporter=list,json']
  const ran = await run('playwright', args, { live: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
  results.push(...playwrightResults(report, ran))
}

function summarise() {
  console.log(`\n${'suite'.padEnd(30)} passed  failed  skipped  seconds`)
  for (const { suite, passed, failed, skipped, seconds } of results) {
    const counts = [passed, failed, skipped.length].map((count) => `${count}`.padStart(6)).join('  ')
    console.log(`${suite.padEnd(30)} ${counts}   ${seconds.toFixed(1).padStart(7)}`)
  }
  for (const name of results.flatMap((result) => result.skipped)) console.log(`skipped: ${name}`)
  for (const name of results.flatMap((result) => result.failures)) console.log(`failed: ${name}`)

  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  process.exitCode = failed === 0 ? 0 : 1
  console.log(`${passed} passed, ${failed} failed`)
}
