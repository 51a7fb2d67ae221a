import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { withConnection } from '@/scripts/local/localDatabase'
import { startPostgres } from '@/scripts/local/postgres'
import { isAlive, waitForEnd } from '@/scripts/local/processes'

const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-test-'))
// As root, PostgreSQL runs as another user, who has to get there.
await chmod(folder, 0o755)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Starts a server in another process, which then waits to be killed; gives that process and the server's id. */
async function startElsewhere(dataDir: string) {
  const script = `
    import { startPostgres } from './scripts/local/postgres.ts'
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, fast: true })
    console.log(server.url)
    setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(owner, 'exit').then(() => Promise.reject(new Error('the owner ended by itself')))
  const [line] = await Promise.race([once(owner.stdout, 'data'), ended])
  ended.catch(() => {})
  return { owner, url: String(line).trim(), server: await serverOf(dataDir) }
}

async function serverOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8'), 10)
}

test('the server ends with an owner that was killed, and the next start finds its data', async () => {
  const dataDir = path.join(folder, 'killed')
  const { owner, url, server } = await startElsewhere(dataDir)
  await withConnection(url, (sql) => sql`create table kept (id int)`)
  owner.kill('SIGKILL')
  expect(await waitForEnd(server, 10_000)).toBe(true)

  const next = await startPostgres({ dataDir, fast: true })
  const rows = await withConnection(next.url, (sql) => sql`select * from kept`)
  expect(rows).toHaveLength(0)
  await next.stop()
  expect(isAlive(server)).toBe(false)
})

test('a server that is still running on the folder is stopped before the next one starts', async () => {
  const dataDir = path.join(folder, 'running')
  const { owner, server } = await startElsewhere(dataDir)
  const next = await startPostgres({ dataDir, fast: true })
  expect(isAlive(server)).toBe(false)
  expect(await serverOf(dataDir)).not.toBe(server)
  await next.stop()
  owner.kill('SIGKILL')
})

test('a stale postmaster.pid that names a process of another kind leaves that process alone', async () => {
  const dataDir = path.join(folder, 'stale')
  const first = await startPostgres({ dataDir, fast: true })
  await first.stop()
  const bystander = spawn('sleep', ['60'])
  await writeFile(path.join(dataDir, 'postmaster.pid'), `${bystander.pid}\n${dataDir}\n`)
  const next = await startPostgres({ dataDir, fast: true })
  expect(isAlive(bystander.pid ?? 0)).toBe(true)
  await next.stop()
  bystander.kill()
})

test('a folder that holds something else is refused and not changed', async () => {
  const dataDir = await mkdtemp(path.join(folder, 'other-'))
  await writeFile(path.join(dataDir, 'letter.txt'), 'mine')
  await expect(startPostgres({ dataDir })).rejects.toThrow('neither empty nor a PostgreSQL data folder')
  expect(await readFile(path.join(dataDir, 'letter.txt'), 'utf8')).toBe('mine')
})
