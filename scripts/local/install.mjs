import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Installs the locked dependencies when node_modules is missing or holds other versions. Plain Node: it runs before
 * there is any package. Returns whether it installed.
 *
 * @param {string} root the project's folder
 * @param {(line: string) => void} say
 */
export function ensureInstalled(root, say = () => {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 9))
    throw new Error(`Node 20.9 or newer is needed, not ${process.version}.`)
  if (isInstalled(root)) return false
  say('installing the locked dependencies (npm ci)')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // A caller's NODE_ENV=production would leave the tools out.
  const env = { ...process.env, NODE_ENV: undefined, npm_config_production: undefined }
  const { status } = spawnSync(npm, [...args, '--include=dev'], { cwd: root, env, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('npm ci failed: its output is above.')
  return true
}

/** npm notes what it put into node_modules in a lock file of its own: the two are compared. */
function isInstalled(/** @type {string} */ root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const present = readPackages(path.join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || present[name]?.version === version,
  )
}

/** @returns {Record<string, { version?: string, optional?: boolean }> | null} */
function readPackages(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}
