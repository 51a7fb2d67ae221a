import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
}
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' }

/**
 * The anvil program of the installed platform package. It is called directly, so that no install script need have run.
 * Throws when npm installed none for this platform.
 */
export function anvilBinary(): string {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`
  const name = `@foundry-rs/anvil-${platform}`
  const file = process.platform === 'win32' ? 'anvil.exe' : 'anvil'
  // The platform packages are dependencies of @foundry-rs/anvil; a nested install puts them beside it.
  const from = path.dirname(require.resolve('@foundry-rs/anvil/package.json'))
  try {
    const found = path.join(
      path.dirname(require.resolve(`${name}/package.json`, { paths: [from] })),
      'bin',
      file,
    )
    if (existsSync(found)) return found
  } catch {
    // reported below, with the package's name
  }
  throw new Error(`The local chain needs the npm package ${name}; npm installed none for this platform.`)
}
