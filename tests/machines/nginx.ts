import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runProgram } from './programs'

export type Proxy = { stop(): Promise<void> }

/** nginx with the configuration that is shipped, in front of these instances, on this port. */
export async function startNginx(port: number, instances: readonly string[]): Promise<Proxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-nginx-'))
  // Its workers are another user's where root starts it.
  await chmod(folder, 0o755)
  const file = path.join(folder, 'nginx.conf')
  await writeFile(file, configured(await readFile('deploy/nginx.conf', 'utf8'), folder, port, instances))
  const nginx = runProgram('nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'])
  let said = ''
  nginx.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  nginx.child.stdout?.resume()
  await answers(port, () => {
    if (nginx.child.exitCode !== null) throw new Error(`nginx does not start: ${said}`)
  })
  return {
    async stop() {
      await nginx.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Ports, instances and folders are the test's; every other line is what operators run. */
function configured(text: string, folder: string, port: number, instances: readonly string[]): string {
  const [first = '', ...others] = text.split('\n').filter((line) => /^ +server app\d/.test(line))
  const servers = instances.map((url) => first.replace(/app\d:3000/, new URL(url).host))
  const replaced = text
    .replace(first, servers.join('\n'))
    .replace(/worker_processes .*;/, 'worker_processes 1;')
    .replaceAll('/tmp/nginx', `${folder}/nginx`)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
  return others.reduce((rest, line) => rest.replace(`${line}\n`, ''), replaced)
}

async function answers(port: number, mustRun: () => void): Promise<void> {
  for (;;) {
    mustRun()
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
