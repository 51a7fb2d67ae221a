import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkResult, playwrightResults, vitestResults } from './results.mjs'
import { root } from './run.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'crypto-checkout-results-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let reports = 0
function reportOf(content: object): string {
  const file = path.join(folder, `${reports++}.json`)
  writeFileSync(file, JSON.stringify(content))
  return file
}
const ran = (code: number) => ({ code, output: '', seconds: 1 })
const missing = path.join(folder, 'missing.json')

describe('vitest', () => {
  const file = (name: string, status: string, ...tests: string[]) => ({
    name: path.join(root, name),
    status,
    startTime: 0,
    endTime: 2000,
    assertionResults: tests.map((test) => ({ status: test, fullName: `${test} test` })),
  })

  test('tests are counted by the kind that their folder says', () => {
    const report = reportOf({
      testResults: [
        file('lib/domain/money.test.ts', 'passed', 'passed', 'passed'),
        file('tests/api/invoices.test.ts', 'failed', 'passed', 'failed', 'skipped'),
      ],
    })
    expect(vitestResults(report, ran(1))).toEqual([
      { suite: 'unit', passed: 2, failed: 0, failures: [], skipped: [], seconds: 2 },
      {
        suite: 'api',
        passed: 1,
        failed: 1,
        failures: ['tests/api/invoices.test.ts: failed test'],
        skipped: ['skipped test'],
        seconds: 2,
      },
    ])
  })

  test('a file that does not load is a failure', () => {
    const report = reportOf({ testResults: [file('lib/broken.test.ts', 'failed')] })
    expect(vitestResults(report, ran(1))).toMatchObject([{ suite: 'unit', failed: 1 }])
  })

  test('an error outside every test, or a run without a report, is a failure', () => {
    const report = reportOf({ testResults: [file('lib/a.test.ts', 'passed', 'passed')] })
    expect(vitestResults(report, ran(1))).toMatchObject([
      { passed: 1 },
      { suite: 'vitest itself', failed: 1 },
    ])
    expect(vitestResults(missing, ran(0))).toMatchObject([{ suite: 'vitest itself', failed: 1 }])
  })
})

test('a browser test that passed only when tried again counts as failed', () => {
  const spec = (title: string, status: string) => ({
    file: 'pay.spec.ts',
    title,
    tests: [{ status, projectName: 'phone' }],
  })
  const suites = [
    { specs: [spec('without script', 'skipped')], suites: [{ specs: [spec('pays', 'flaky')] }] },
  ]
  const report = reportOf({ stats: { expected: 3, unexpected: 0, flaky: 1 }, suites })
  expect(playwrightResults(report, ran(0))).toMatchObject([
    {
      suite: 'browser',
      passed: 3,
      failed: 1,
      failures: ['pay.spec.ts: pays (phone)'],
      skipped: ['pay.spec.ts: without script (phone)'],
    },
  ])
  expect(playwrightResults(missing, ran(1))).toMatchObject([{ suite: 'browser itself', failed: 1 }])
})

test('a check is one test', () => {
  expect(checkResult('lint', ran(0))).toMatchObject({ passed: 1, failed: 0 })
  expect(checkResult('lint', ran(2))).toMatchObject({ passed: 0, failed: 1 })
})
