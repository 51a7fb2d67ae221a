import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { endWithThisProcess } from './guard'
import { waitForEnd } from './processes'

export type LocalServer = {
  pid: number
  stop(): Promise<void>
  /** As `kill -9`. */
  kill(): Promise<void>
  ended: Promise<void>
}

const READY_WITHIN_MS = 60_000

/** Runs what `npm start` runs, without npm in between, and waits until `baseUrl` answers. */
export async function startServer(options: {
  root: string
  baseUrl: string
  environment: Record<string, string>
  logFile: string
}): Promise<LocalServer> {
  const log = openSync(options.logFile, 'w', 0o600)
  const server = spawn('sh', ['-c', `exec env ${startCommand(options.root)}`], {
    cwd: options.root,
    env: { ...inherited(options.root), ...options.environment },
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const pid = server.pid
  if (pid === undefined) throw new Error('The server does not start.')
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const guard = endWithThisProcess(pid)

  await answers(
    options.baseUrl,
    options.logFile,
    () => server.exitCode === null && server.signalCode === null,
  )
  return {
    pid,
    ended,
    kill: async () => {
      server.kill('SIGKILL')
      await ended
      guard.release()
    },
    stop: async () => {
      server.kill('SIGTERM')
      if (!(await waitForEnd(pid, 15_000))) server.kill('SIGKILL')
      guard.release()
    },
  }
}

function startCommand(root: string): string {
  const manifest: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  )
  const command = manifest.scripts.start
  if (!command) throw new Error('package.json has no start script.')
  return command
}

/** What the shell we were started from has, without what belongs to this process alone. */
function inherited(root: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env
  const bin = path.join(root, 'node_modules/.bin')
  return { ...rest, PATH: `${bin}${path.delimiter}${rest.PATH ?? ''}`, NODE_ENV: 'production' }
}

async function answers(baseUrl: string, logFile: string, runs: () => boolean): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  for (;;) {
    const answer = await fetch(`${baseUrl}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    )
    if (answer && answer.status < 500) return
    if (!runs() || Date.now() > until) {
      const said = readFileSync(logFile, 'utf8').slice(-3000)
      throw new Error(`The server does not answer at ${baseUrl}.\n${said}`)
    }
    await pause(100)
  }
}
