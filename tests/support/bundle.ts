import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Bundle = { file: string; remove(): Promise<void> }

/** Makes one file of a script for Node, so that a process that runs it starts in no time. */
export async function bundleScript(script: string): Promise<Bundle> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-script-'))
  const file = path.join(folder, 'script.mjs')
  await build({
    entryPoints: [path.join(root, script)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { '@': root },
    // Packages in CommonJS ask for Node's own modules with it.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url)",
    },
    logLevel: 'error',
  })
  return { file, remove: () => rm(folder, { recursive: true, force: true }) }
}
