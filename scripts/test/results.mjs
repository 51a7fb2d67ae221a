import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './run.mjs'

/** @typedef {{ suite: string, passed: number, failed: number, skipped: string[], seconds: number }} Result */

/** One check counts as one test. @returns {Result} */
export function checkResult(
  /** @type {string} */ suite,
  /** @type {import('./run.mjs').Ran} */ { code, seconds },
) {
  return { suite, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], seconds }
}

/**
 * Counts Vitest's JSON report, a result a kind of test. What failed outside any test (a file that does not load, an
 * unhandled error, no report at all) counts as one failure.
 *
 * @returns {Result[]}
 */
export function vitestResults(/** @type {string} */ file, /** @type {import('./run.mjs').Ran} */ ran) {
  const report = readReport(file)
  /** @type {Map<string, Result>} */
  const bySuite = new Map()
  for (const { name, status, startTime, endTime, assertionResults } of report?.testResults ?? []) {
    const suite = kindOf(name)
    const result = bySuite.get(suite) ?? { suite, passed: 0, failed: 0, skipped: [], seconds: 0 }
    bySuite.set(suite, result)
    result.seconds += Math.max(0, endTime - startTime) / 1000
    for (const test of assertionResults) {
      if (test.status === 'passed') result.passed++
      else if (test.status === 'failed') result.failed++
      else result.skipped.push(test.fullName)
    }
    const ownFailures = assertionResults.some(
      (/** @type {{ status: string }} */ test) => test.status === 'failed',
    )
    if (status === 'failed' && !ownFailures) result.failed++
  }
  const results = [...bySuite.values()]
  return withHiddenFailure(results, 'vitest', ran, report !== null)
}

/** Counts Playwright's JSON report; a test that passed only when tried again counts as failed. @returns {Result[]} */
export function playwrightResults(/** @type {string} */ file, /** @type {import('./run.mjs').Ran} */ ran) {
  const report = readReport(file)
  if (!report) return withHiddenFailure([], 'browser', ran, false)
  const { expected, unexpected, flaky } = report.stats
  const skipped = skippedTitles(report.suites)
  const result = {
    suite: 'browser',
    passed: expected,
    failed: unexpected + flaky,
    skipped,
    seconds: ran.seconds,
  }
  return withHiddenFailure([result], 'browser', ran, true)
}

/** @returns {Result[]} */
function withHiddenFailure(
  /** @type {Result[]} */ results,
  /** @type {string} */ suite,
  /** @type {import('./run.mjs').Ran} */ { code, seconds },
  /** @type {boolean} */ reported,
) {
  const explained = results.some(({ failed }) => failed > 0)
  if (reported && (code === 0 || explained)) return results
  return [...results, { suite: `${suite} itself`, passed: 0, failed: 1, skipped: [], seconds }]
}

function kindOf(/** @type {string} */ file) {
  const [folder, kind = ''] = path.relative(root, file).split(path.sep)
  return folder === 'tests' ? kind : 'unit'
}

/** @returns {string[]} */
function skippedTitles(/** @type {any[]} */ suites) {
  return suites.flatMap((suite) => [
    ...skippedTitles(suite.suites ?? []),
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests
        .filter((/** @type {any} */ test) => test.status === 'skipped')
        .map((/** @type {any} */ test) => `${spec.title} (${test.projectName})`),
    ),
  ])
}

function readReport(/** @type {string} */ file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
