import { existsSync } from 'node:fs'
import path from 'node:path'
import { root, run } from './run.mjs'

/** @typedef {{ name: string, commands: string[][] }} Check what to run, one after another, until one fails */

const withPages = existsSync(path.join(root, 'app'))

/** What needs nothing but the source: `npm run verify` is these, and `npm test` begins with them. */
/** @type {Check[]} */
export const quickChecks = [
  { name: 'format', commands: [['oxfmt', '--check', '.']] },
  { name: 'lint', commands: [['oxlint', '--type-aware', '--quiet', '.']] },
  // Types of routes and of Next's own modules are files that Next writes.
  {
    name: 'types',
    commands: [
      ...(withPages ? [['next', 'typegen']] : []),
      ['tsc', '--noEmit', '--incremental', 'false', '-p', '.'],
      // By itself, without what the rest of the repository has: Node's types, and libraries.
      ['tsc', '--noEmit', '-p', 'sdk'],
    ],
  },
  { name: 'unused code', commands: [['knip', '--no-progress']] },
  { name: 'docs paths', commands: [['tsx', 'scripts/checkDocs.ts']] },
  { name: 'threats and their tests', commands: [['tsx', 'scripts/checkThreats.ts']] },
  { name: 'API description', commands: [['tsx', 'scripts/checkOpenApi.ts']] },
  { name: 'migrations match the schema', commands: [['tsx', 'scripts/checkMigrations.ts']] },
]

/** @returns {Promise<import('./run.mjs').Ran>} */
export async function runCheck(/** @type {Check} */ check) {
  const total = { code: 0, output: '', seconds: 0 }
  for (const [command = '', ...args] of check.commands) {
    const ran = await run(command, args)
    total.output += ran.output
    total.seconds += ran.seconds
    total.code = ran.code
    if (ran.code !== 0) break
  }
  return total
}
