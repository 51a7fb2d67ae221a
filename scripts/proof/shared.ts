import { readFile } from 'node:fs/promises'
import type { Finding } from '@/lib/proof/finding'
import { readJwks } from '@/lib/signing/jwks'

const TIMEOUT_MS = 15_000

/** Public keys from a file or from where an instance shows them (https). Throws where there is none. */
export async function readKeys(source: string): Promise<Map<string, string>> {
  const keys = readJwks(JSON.parse(await textFrom(source)))
  if (keys.size === 0) throw new Error(`${source} names no Ed25519 key`)
  return keys
}

async function textFrom(source: string): Promise<string> {
  if (!/^https?:\/\//.test(source)) return readFile(source, 'utf8')
  const answer = await fetch(source, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}`)
  return answer.text()
}

/** Says each of them; the exit code is 1 where one is not as it should be. */
export function tell(findings: readonly Finding[]): void {
  for (const { ok, text } of findings) {
    console.log(`${ok ? 'ok  ' : 'BAD '} ${text}`)
    if (!ok) process.exitCode = 1
  }
}

/** Runs a command; an error is told and sets the exit code. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
