import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { freePort } from '@/scripts/local/freePort'
import { postgresUser } from '@/scripts/local/postgresBinaries'
import { eventually, runProgram } from './programs'

const INSTALLED = '/usr/lib/postgresql'

/** Where Debian's package put the programs of its newest PostgreSQL, server and tools; null without it. */
export function debianPrograms(): string | null {
  if (!existsSync(INSTALLED)) return null
  const versions = readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a))
  const folders = versions.map((version) => path.join(INSTALLED, version, 'bin'))
  const needed = ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql']
  return folders.find((folder) => needed.every((name) => existsSync(path.join(folder, name)))) ?? null
}

/** A server of Debian's PostgreSQL that keeps nothing; `url` names one of its databases, which it makes when asked to. */
export async function startDebianPostgres(programs: string) {
  const user = await postgresUser()
  const as = user ? { uid: user.uid, gid: user.gid } : {}
  const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-debian-'))
  await chmod(folder, 0o700)
  if (user) await chown(folder, user.uid, user.gid)
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(path.join(programs, 'initdb'), [`--pgdata=${folder}`, ...options], {
    ...as,
    cwd: '/',
  })
  if (made.status !== 0) throw new Error(`initdb fails: ${made.stderr.toString()}`)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'timezone=UTC']
  const running = runProgram(
    path.join(programs, 'postgres'),
    ['-D', folder, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, cwd: folder },
  )
  running.child.stdout?.resume()
  running.child.stderr?.resume()
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
  const administer = async (statement: string): Promise<void> => {
    const admin = postgres(url('postgres'), { max: 1, onnotice: () => {} })
    try {
      await admin.unsafe(statement)
    } finally {
      await admin.end()
    }
  }
  await eventually(
    () =>
      administer('select 1').then(
        () => true,
        () => false,
      ),
    'PostgreSQL taking connections',
  )
  return {
    async create(database: string): Promise<string> {
      await administer(`create database ${database}`)
      return url(database)
    },
    async stop(): Promise<void> {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
