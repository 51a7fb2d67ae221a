import { commandOf } from '@/scripts/local/processes'

/** The server's process of one session, which can be made to stand still while it waits for a lock. */
export interface Backend {
  readonly pid: number
  hold(): Promise<void>
  letGo(): void
}

const held = new Set<number>()
process.once('exit', () => held.forEach((pid) => process.kill(pid, 'SIGCONT')))

/**
 * Two sessions that wait for one row race each other when it is free: PostgreSQL wakes both, to follow it to its new version. Held
 * back, each goes on when it is told to, and a seed stays one history. On a server of another machine nothing is held.
 */
export function createBackend(pid: number): Backend {
  let isHere: boolean | null = null
  return {
    pid,
    async hold() {
      isHere ??= (await commandOf(pid)).includes('postgres')
      if (!isHere || held.has(pid)) return
      process.kill(pid, 'SIGSTOP')
      held.add(pid)
    },
    letGo() {
      if (held.delete(pid)) process.kill(pid, 'SIGCONT')
    },
  }
}
