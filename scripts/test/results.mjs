import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './run.mjs'

/** `failures` and `skipped` are names of tests. @typedef {{ suite: string, passed: number, failed: number, failures: string[], skipped: string[], seconds: number }} Result */

/** One check counts as one test. @returns {Result} */
export function checkResult(
  /** @type {string} */ suite,
  /** @type {import('./run.mjs').Ran} */ { code, seconds },
) {
  const failures = code === 0 ? [] : [suite]
  return { suite, passed: 1 - failures.length, failed: failures.length, failures, skipped: [], seconds }
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
    const result = bySuite.get(suite) ?? {
      suite,
      passed: 0,
      failed: 0,
      failures: [],
      skipped: [],
      seconds: 0,
    }
    bySuite.set(suite, result)
    result.seconds += Math.max(0, endTime - startTime) / 1000
    for (const test of assertionResults) {
      if (test.status === 'passed') result.passed++
      else if (test.status === 'failed') fails(result, `${path.relative(root, name)}: ${test.fullName}`)
      else result.skipped.push(test.fullName)
    }
    const ownFailures = assertionResults.some(
      (/** @type {{ status: string }} */ test) => test.status === 'failed',
    )
    if (status === 'failed' && !ownFailures)
      fails(result, `${path.relative(root, name)}, outside of its tests`)
  }
  const results = [...bySuite.values()]
  return withHiddenFailure(results, 'vitest', ran, report !== null)
}

/** Counts Playwright's JSON report; a test that passed only when tried again counts as failed. @returns {Result[]} */
export function playwrightResults(/** @type {string} */ file, /** @type {import('./run.mjs').Ran} */ ran) {
  const report = readReport(file)
  if (!report) return withHiddenFailure([], 'browser', ran, false)
  const { expected, unexpected, flaky } = report.stats
  const skipped = titlesOf(report.suites, ['skipped'])
  const result = {
    suite: 'browser',
    passed: expected,
    failed: unexpected + flaky,
    failures: titlesOf(report.suites, ['unexpected', 'flaky']),
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
  const failures = [`${suite} itself`]
  return [...results, { suite: `${suite} itself`, passed: 0, failed: 1, failures, skipped: [], seconds }]
}

function fails(/** @type {Result} */ result, /** @type {string} */ name) {
  result.failed++
  result.failures.push(name)
}

function kindOf(/** @type {string} */ file) {
  const [folder, kind = ''] = path.relative(root, file).split(path.sep)
  return folder === 'tests' ? kind : 'unit'
}

/** Titles of those tests that ended so. @returns {string[]} */
function titlesOf(/** @type {any[]} */ suites, /** @type {string[]} */ statuses) {
  return suites.flatMap((suite) => [
    ...titlesOf(suite.suites ?? [], statuses),
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests
        .filter((/** @type {any} */ test) => statuses.includes(test.status))
        .map((/** @type {any} */ test) => `${spec.file}: ${spec.title} (${test.projectName})`),
    ),
  ])
}

function readReport(/** @type {string} */ file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
