import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './freePort'
import { endWithThisProcess } from './guard'
import { commandOf, isAlive, waitForEnd } from './processes'
import { postgresBinaries, postgresUser, type PostgresBinaries, type SystemUser } from './postgresBinaries'

export type LocalPostgres = {
  url: string
  port: number
  stop(): Promise<void>
  /** Stops at once, as a crash would: the next start recovers from the log. The data stays. */
  crash(): Promise<void>
}

export type PostgresOptions = {
  /** Kept between runs; a folder that goes away with this process when left out. */
  dataDir?: string
  port?: number
  /** Trades safety after a crash of the machine for speed: for tests. */
  fast?: boolean
}

const PASSWORD_FILE = 'checkout.password'
const READY_WITHIN_MS = 30_000
const FAST = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  // Statistics gathered at some moment change the order in which rows come, and with it a test's history.
  'autovacuum=off',
]

/**
 * Starts the bundled PostgreSQL and gives the URL of its `postgres` database. It ends with this process, however that
 * ends. A server that a killed process left behind on the same folder is stopped first.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<LocalPostgres> {
  const [binaries, user] = await Promise.all([postgresBinaries(), postgresUser()])
  const dataDir = path.resolve(options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'crypto-checkout-pg-'))))
  await stopLeftover(dataDir)
  const password = await initialise(binaries, user, dataDir)

  const port = options.port ?? (await freePort())
  const logFile = openSync(path.join(dataDir, 'server.log'), 'a', 0o600)
  const server = spawn(
    binaries.postgres,
    ['-D', dataDir, '-p', `${port}`, ...settings(options.fast ?? false)],
    {
      ...user,
      cwd: dataDir,
      detached: true,
      stdio: ['ignore', logFile, logFile],
    },
  )
  closeSync(logFile)
  const pid = server.pid
  if (pid === undefined) throw new Error(`PostgreSQL did not start: ${binaries.postgres} cannot be run.`)
  server.unref()
  const guard = endWithThisProcess(pid, { signal: 'INT', remove: options.dataDir ? undefined : dataDir })

  await becomesReady(dataDir, () => server.exitCode === null && server.signalCode === null)
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    crash: async () => {
      process.kill(pid, 'SIGQUIT')
      if (!(await waitForEnd(pid, 10_000))) throw new Error(`PostgreSQL (process ${pid}) does not stop.`)
      guard.release()
    },
    stop: async () => {
      await end(pid)
      guard.release()
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Removes a kept cluster, after stopping what a killed process may have left running on it. */
export async function removePostgres(dataDir: string): Promise<void> {
  await stopLeftover(path.resolve(dataDir))
  await rm(dataDir, { recursive: true, force: true })
}

function settings(fast: boolean): string[] {
  const chosen = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    'timezone=UTC',
  ]
  return [...chosen, ...(fast ? FAST : [])].flatMap((setting) => ['-c', setting])
}

/**
 * Makes the cluster where there is none, in a draft folder that takes its place when it is whole. The password lies
 * beside the data, readable by its owner alone.
 */
async function initialise(
  binaries: PostgresBinaries,
  user: SystemUser | null,
  dataDir: string,
): Promise<string> {
  await mkdir(dataDir, { recursive: true })
  const entries = await readdir(dataDir)
  if (entries.includes('PG_VERSION')) return readFile(path.join(dataDir, PASSWORD_FILE), 'utf8')
  if (entries.length > 0) throw new Error(`${dataDir} is neither empty nor a PostgreSQL data folder.`)

  const password = randomBytes(18).toString('base64url')
  const draft = await mkdtemp(`${dataDir}-`)
  const passwordFile = `${draft}.password`
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (user) await Promise.all([draft, passwordFile].map((file) => chown(file, user.uid, user.gid)))
    await initdb(binaries.initdb, user, [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      // The password is random and long: thousands of hash rounds would only slow each connection down.
      '--set=scram_iterations=1',
    ])
    await rename(passwordFile, path.join(draft, PASSWORD_FILE))
    await rename(draft, dataDir)
  } finally {
    await Promise.all([draft, passwordFile].map((file) => rm(file, { recursive: true, force: true })))
  }
  return password
}

async function initdb(binary: string, user: SystemUser | null, args: string[]): Promise<void> {
  const child = spawn(binary, args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`PostgreSQL could not be initialised.\n${Buffer.concat(said).toString()}`)
}

/** `postmaster.pid` names the server in its first line and says in its eighth when it takes connections. */
async function readPostmaster(dataDir: string): Promise<{ pid: number; ready: boolean } | null> {
  const text = await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8').catch(() => null)
  const lines = text?.split('\n') ?? []
  const pid = Number.parseInt(lines[0] ?? '', 10)
  return Number.isInteger(pid) ? { pid, ready: lines[7]?.trim() === 'ready' } : null
}

async function becomesReady(dataDir: string, runs: () => boolean): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  while (!(await readPostmaster(dataDir))?.ready) {
    if (!runs() || Date.now() > until) {
      const log = await readFile(path.join(dataDir, 'server.log'), 'utf8').catch(() => '')
      throw new Error(`PostgreSQL did not become ready.\n${log.slice(-2000)}`)
    }
    await pause(15)
  }
}

async function stopLeftover(dataDir: string): Promise<void> {
  const found = await readPostmaster(dataDir)
  if (!found) return
  const command = isAlive(found.pid) ? await commandOf(found.pid) : ''
  if (command.includes('postgres') && command.includes(dataDir)) await end(found.pid)
  await rm(path.join(dataDir, 'postmaster.pid'), { force: true })
}

/** SIGINT rolls open transactions back and shuts down in order; SIGQUIT is for a server that does not listen. */
async function end(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    if (await waitForEnd(pid, 10_000)) return
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`)
}
