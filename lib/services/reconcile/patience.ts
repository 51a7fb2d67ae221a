import type { Run } from './run'

/** So long a difference at a merchant's own address is looked for in the blocks again; after that it is a flag, and only what comes later is. */
const PATIENCE_MS = 10 * 60_000

/** Whether a difference that is there since then is still looked for. */
export function isPatient(run: Run, since: Date): boolean {
  return run.ctx.clock.now().getTime() - since.getTime() < PATIENCE_MS
}
