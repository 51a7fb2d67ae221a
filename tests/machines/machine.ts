import { createInterface } from 'node:readline'
import { runProgram } from './programs'

export type LogLine = { level: string; msg: string; [fact: string]: unknown }

/** One of several instances of the self-hosted server, a process of its own. */
export type Machine = {
  url: string
  /** What it wrote to its log. */
  lines: readonly LogLine[]
  /** As `kill -9`. */
  kill(): Promise<void>
  /** As an upgrade does; gives the code that it leaves with. */
  stop(): Promise<number | null>
}

/** Starts an instance from its bundle and waits until it listens; port 0 takes a free one. */
export async function startMachine(
  bundle: string,
  variables: Record<string, string>,
  port = 0,
): Promise<Machine> {
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const listen = { NODE_ENV: 'production' as const, PORT: `${port}`, HOST: '127.0.0.1' }
  const env = { ...inherited, ...variables, ...listen }
  const running = runProgram(process.execPath, ['--enable-source-maps', bundle], { env })
  const lines: LogLine[] = []
  let said = ''
  running.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const listening = await new Promise<number>((resolve, reject) => {
    running.child.once('close', (code) => reject(new Error(`an instance left with ${code}: ${said}`)))
    const output = running.child.stdout
    if (!output) return reject(new Error('an instance has no output'))
    createInterface({ input: output }).on('line', (text) => {
      if (!text.startsWith('{')) return
      const line = JSON.parse(text) as LogLine
      lines.push(line)
      if (line.msg === 'listening') resolve(Number(line.port))
    })
  })
  return { url: `http://127.0.0.1:${listening}`, lines, kill: running.kill, stop: running.stop }
}
