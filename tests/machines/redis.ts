import { freePort } from '@/scripts/local/freePort'
import { eventually, runProgram, type Running } from './programs'

/** A Redis that keeps nothing, on a port of its own; it can go away and come back empty. */
export async function startRedis() {
  const port = await freePort()
  let running = await begin(port)
  return {
    url: `redis://127.0.0.1:${port}`,
    goAway: () => running.kill(),
    async comeBack() {
      running = await begin(port)
    },
    async stop() {
      await running.stop()
    },
  }
}

async function begin(port: number): Promise<Running> {
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const running = runProgram('redis-server', args)
  let said = ''
  running.child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  running.child.stderr?.resume()
  await eventually(() => {
    if (running.child.exitCode !== null) throw new Error(`redis-server does not start: ${said}`)
    return said.includes('Ready to accept connections')
  }, 'Redis taking connections')
  return running
}
