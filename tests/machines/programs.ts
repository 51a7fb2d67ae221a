import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { endWithThisProcess } from '@/scripts/local/guard'
import { isAlive, waitForEnd } from '@/scripts/local/processes'

export type Running = {
  child: ChildProcess
  /** As `kill -9`. */
  kill(): Promise<void>
  /** In order; the code that it leaves with, null for one that had to be killed. */
  stop(): Promise<number | null>
}

/** Whether this machine has a program. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
}

/** Runs a program that ends with this process, however that ends. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; uid?: number; gid?: number } = {},
): Running {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} cannot be run`)
  const guard = endWithThisProcess(pid)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    child,
    async kill() {
      child.kill('SIGKILL')
      await ended
      guard.release()
    },
    async stop() {
      if (isAlive(pid)) child.kill('SIGTERM')
      if (!(await waitForEnd(pid, 60_000))) child.kill('SIGKILL')
      await ended
      guard.release()
      return child.exitCode
    },
  }
}

/** Waits until something is so, asking again and again; for what other processes do. */
export async function eventually<Value>(
  look: () => Promise<Value | null | false> | Value | null | false,
  what: string,
  withinMs = 90_000,
): Promise<Value> {
  const until = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== null && found !== false) return found
    if (Date.now() > until) throw new Error(`${what} did not happen within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
