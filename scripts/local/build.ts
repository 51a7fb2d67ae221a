import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

const STAMP = '.next/checkout-build'
const SOURCES = ['app', 'components', 'lib', 'db', 'server', 'public', 'contracts/artifacts']
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'next.config.mjs',
  'postcss.config.mjs',
  'proxy.ts',
  'scripts/bundle.mjs',
]

/** Builds for production unless the last build was made from these very sources. Returns whether it built. */
export async function ensureBuilt(root: string): Promise<boolean> {
  const sources = await fingerprint(root)
  const stamp = path.join(root, STAMP)
  if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return false
  await rm(stamp, { force: true })
  await build(root)
  await mkdir(path.dirname(stamp), { recursive: true })
  await writeFile(stamp, sources)
  return true
}

async function build(root: string): Promise<void> {
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const child = spawn(npm, ['run', 'build'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`The build failed.\n${Buffer.concat(said).toString()}`)
}

/** Names, sizes and times of every source file: cheap, and right unless a clock is set back. */
async function fingerprint(root: string): Promise<string> {
  const hash = createHash('sha256')
  const listed = await Promise.all(SOURCES.map((folder) => filesBelow(root, folder)))
  for (const file of [...listed.flat(), ...FILES].toSorted()) {
    const found = await stat(path.join(root, file)).catch(() => null)
    if (found?.isFile()) hash.update(`${file} ${found.size} ${found.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const names = await readdir(path.join(root, folder), { recursive: true }).catch(() => [])
  return names.filter((name) => !/\.test\.tsx?$/.test(name)).map((name) => path.join(folder, name))
}
