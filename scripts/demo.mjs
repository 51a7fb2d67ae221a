// `npm run demo`: installs what is missing with plain Node, then goes on in TypeScript, in this same process.
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './local/install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
try {
  ensureInstalled(root, (line) => console.log(line))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
const { register } = await import('tsx/esm/api')
register()
await import('./demo/main.ts')
