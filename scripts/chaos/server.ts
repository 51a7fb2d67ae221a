import { setTimeout as pause } from 'node:timers/promises'
import { startServer, type LocalServer } from '@/scripts/local/server'

/** The built server at one address; it is killed and started again. */
export type ChaosServer = {
  url: string
  start(): Promise<void>
  /** As `kill -9`. */
  kill(): Promise<void>
  /** Does nothing for so long and then goes on, as a process that was swapped out or a machine that slept. */
  freeze(ms: number): Promise<void>
  stop(): Promise<void>
  /** One for each start. */
  readonly logFiles: readonly string[]
}

export function openServer(options: {
  root: string
  baseUrl: string
  environment: Record<string, string>
  logs: string
}): ChaosServer {
  const { root, baseUrl, environment } = options
  const logFiles: string[] = []
  let running: LocalServer | null = null
  return {
    url: baseUrl,
    logFiles,
    async start() {
      const logFile = `${options.logs}-${logFiles.length + 1}.log`
      logFiles.push(logFile)
      running = await startServer({ root, baseUrl, environment, logFile })
    },
    async kill() {
      await running?.kill()
      running = null
    },
    async freeze(ms) {
      if (!running) return
      process.kill(running.pid, 'SIGSTOP')
      await pause(ms)
      process.kill(running.pid, 'SIGCONT')
    },
    async stop() {
      await running?.stop()
      running = null
    },
  }
}
