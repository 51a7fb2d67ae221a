import { readFile } from 'node:fs/promises'
import type { Tally } from '../tally'

const ERROR = 50

/** Counts what the servers logged as errors, by what they said: to be read, since a cut connection is one too. */
export async function countLogged(files: readonly string[], tally: Tally): Promise<void> {
  for (const file of files) {
    for (const line of (await readFile(file, 'utf8')).split('\n')) {
      const entry = parsed(line)
      if (entry && entry.level >= ERROR) tally.count(`logged as an error: ${entry.msg}`)
    }
  }
}

function parsed(line: string): { level: number; msg: string } | null {
  if (!line.startsWith('{')) return null
  try {
    return JSON.parse(line) as { level: number; msg: string }
  } catch {
    // The last line of a server that was killed.
    return null
  }
}
