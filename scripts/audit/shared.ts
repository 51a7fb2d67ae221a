import { readFileSync } from 'node:fs'
import { openCheckpoint, type Checkpoint } from '@/lib/audit/checkpoint'
import type { ChainReport } from '@/lib/services/audit/verifyChain'

/** Checkpoints from files, each signed by the key whose public half is in `publicKey`. Throws for one that is not. */
export function readCheckpoints(files: readonly string[], publicKey: string | undefined): Checkpoint[] {
  if (files.length === 0) return []
  if (!publicKey)
    throw new Error('--public-key is needed: a checkpoint proves nothing unless its signature is checked')
  const key = readFileSync(publicKey, 'utf8')
  return files.map((file) => {
    try {
      return openCheckpoint(readFileSync(file, 'utf8'), key)
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  })
}

/** Says of each chain how it is, the broken ones last; true when none is. */
export function tell(reports: readonly ChainReport[], say: (line: string) => void): boolean {
  const broken = reports.flatMap((report) => report.broken ?? [])
  const sum = (of: (report: ChainReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0)
  const erased = sum((report) => report.erased)
  const waiting = sum((report) => report.waiting)
  say(
    `${reports.length} chains, ${sum((report) => report.lines)} lines verified` +
      `${erased > 0 ? `, ${erased} with personal data erased` : ''}${waiting > 0 ? `, ${waiting} waiting for their place` : ''}`,
  )
  for (const { chain, position, line, problem } of broken) {
    say(
      `BROKEN  ${chain}${position === null ? '' : ` at ${position}`}${line ? ` (${line})` : ''}: ${problem}`,
    )
  }
  return broken.length === 0
}
