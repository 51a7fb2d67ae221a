// `node scripts/standalone.mjs <folder>` after `npm run build`: the self-hosted server with those files of packages that it needs, and no
// others, in a folder of its own, as an image takes it. Next has traced its pages and its server while building; the bundle is
// traced here with the same tool.
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

const { nodeFileTrace } = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft')

const [target] = process.argv.slice(2)
if (!target) throw new Error('say into which folder')
const root = process.cwd()
const out = path.resolve(target)

/** Folders that are needed whole, besides what is traced. Reading docs is what /docs does. */
const WHOLE = ['.next', 'dist', 'public', 'docs']
const LEFT_OUT = /^\.next\/(cache|trace|types|dev)(\/|$)|\.nft\.json$|\.map$/

/**
 * Next would read its configuration with tools that only building needs; its own standalone server is told it in the same way.
 * Which host forms come from is known when the server starts.
 */
const START = `const { config } = require('./.next/required-server-files.json')
const host = URL.canParse(process.env.PUBLIC_URL || '') ? new URL(process.env.PUBLIC_URL).host : null
if (host) config.experimental = { ...config.experimental, serverActions: { allowedOrigins: [host] } }
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
require('./dist/server.cjs')
`

const bundle = await nodeFileTrace(['dist/server.cjs'], { base: root })
const files = new Set(['package.json', ...bundle.fileList, ...(await tracedByNext())])
for (const folder of WHOLE) for (const file of await filesBelow(folder)) files.add(file)

let copied = 0
for (const file of files) {
  if (file.startsWith('..') || LEFT_OUT.test(file)) continue
  const to = path.join(out, file)
  await mkdir(path.dirname(to), { recursive: true })
  await cp(path.join(root, file), to, { recursive: true, verbatimSymlinks: true })
  copied += 1
}
await writeFile(path.join(out, 'start.cjs'), START)
console.log(`${copied} files in ${out}`)

/** What Next wrote down beside each page, route and its own server: paths are relative to the file that says so. */
async function tracedByNext() {
  const traces = (await filesBelow('.next')).filter((file) => file.endsWith('.nft.json'))
  const lists = await Promise.all(
    traces.map(async (trace) => {
      const { files } = JSON.parse(await readFile(path.join(root, trace), 'utf8'))
      return files.map((/** @type {string} */ file) => path.join(path.dirname(trace), file))
    }),
  )
  return lists.flat()
}

async function filesBelow(/** @type {string} */ folder) {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
}
