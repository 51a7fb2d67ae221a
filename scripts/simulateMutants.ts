// `npm run simulate:mutants`: plants known bugs, one at a time and in a scratch copy, and plays the fixed seeds until one of them
// objects. A bug that none objects to is a hole in the simulation.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MUTANTS } from '@/tests/simulation/mutants'

const root = path.resolve(import.meta.dirname, '..')
const chosen = process.argv.slice(2)
const COPIED = [
  'app',
  'contracts',
  'db',
  'lib',
  'scripts',
  'server',
  'tests',
  'package.json',
  'tsconfig.json',
]
const SEEDS = 25

const results: { name: string; caught: Objection | null }[] = []
for (const mutant of MUTANTS.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'crypto-checkout-mutant-'))
  try {
    for (const part of COPIED) cpSync(path.join(root, part), path.join(scratch, part), { recursive: true })
    symlinkSync(path.join(root, 'node_modules'), path.join(scratch, 'node_modules'))
    for (const { file, from, to } of mutant.edits) plant(path.join(scratch, file), from, to)
    const caught = await firstObjection(scratch, mutant.plan)
    results.push({ name: mutant.name, caught })
    console.log(
      `${caught ? 'caught' : 'MISSED'}  ${mutant.rule.padEnd(8)} ${mutant.name}: ${caught ? `seed ${caught.seed}, ${caught.says}` : ''}`,
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
const missed = results.filter(({ caught }) => caught === null)
console.log(`${results.length - missed.length} of ${results.length} planted bugs caught`)
process.exitCode = missed.length === 0 ? 0 : 1

function plant(file: string, from: string, to: string): void {
  const source = readFileSync(file, 'utf8')
  if (source.split(from).length !== 2) throw new Error(`${file} holds "${from}" not exactly once`)
  writeFileSync(file, source.replace(from, to))
}

type Objection = { seed: string; says: string }

/** What the first failing seed says, or null when all are content. A seed that fails without the bug, too, tells nothing. */
async function firstObjection(folder: string, plan: object): Promise<Objection | null> {
  const found = await play(folder, ['--runs', `${SEEDS}`, '--first'], plan)
  if (found && (await play(root, ['--seed', found.seed], plan)))
    throw new Error(`seed ${found.seed} fails without the bug`)
  return found
}

function play(folder: string, which: readonly string[], plan: object): Promise<Objection | null> {
  const args = ['tsx', 'scripts/simulate.ts', ...which, '--plan', JSON.stringify(plan)]
  const child = spawn('npx', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => {
    child.once('close', () => {
      const [, seed, says] = /^seed (.*) fails .*\n.*\n(.*)$/m.exec(output) ?? []
      resolve(seed === undefined ? null : { seed, says: (says ?? '').trim().slice(0, 160) })
    })
  })
}
