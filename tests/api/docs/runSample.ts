import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { transform } from 'esbuild'
import type { Sample } from '@/lib/docs/samples'

const run = promisify(execFile)
const WITHIN_MS = 60_000

// curl says nothing of a refusal by itself; a reader sees it, a test must fail.
const home = mkdtempSync(path.join(tmpdir(), 'crypto-checkout-samples-'))
writeFileSync(path.join(home, '.curlrc'), 'silent\nshow-error\nfail-with-body\n')

/** Runs an example as its reader would, and gives what it printed. Throws when it ends with anything but 0. */
export async function runSample(
  { language, code }: Sample,
  variables: Record<string, string>,
): Promise<string> {
  const [command, ...rest] = await commandFor(language, code)
  const options = {
    cwd: home,
    timeout: WITHIN_MS,
    env: { NODE_ENV: 'test' as const, ...withoutProxies(), CURL_HOME: home, ...variables },
  }
  return (await run(command, rest, options)).stdout
}

/** The command that runs a program, with its arguments. */
export async function commandFor(language: Sample['language'], code: string): Promise<[string, ...string[]]> {
  if (language === 'sh') return ['bash', '-euc', code]
  if (language === 'python') return ['python3', '-c', code]
  const { code: script } = await transform(code, { loader: 'ts', format: 'esm', target: 'node20' })
  return ['node', '--input-type=module', '-e', script]
}

/** Whether this machine has what a language's examples run with. */
export function canRun(language: Sample['language']): boolean {
  const command = { sh: 'curl', ts: 'node', python: 'python3' }[language]
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** What is asked for is on this machine. */
function withoutProxies(): Record<string, string | undefined> {
  // oxlint-disable-next-line node/no-process-env -- a child needs PATH and the like
  const kept = Object.entries(process.env).filter(
    ([name]) => !/_proxy$/i.test(name) && name !== 'NODE_OPTIONS',
  )
  return Object.fromEntries(kept)
}
