import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Pages } from './httpServer'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

type Compressed = { file: string; size: number; type: string }

/**
 * Gives the build's scripts and styles as `scripts/compress.mjs` has left them (Brotli), to whoever takes that; anything else is the
 * pages' to answer, which compress as they go, and less. Names hold a hash of their content, so that a browser may keep them.
 */
export async function withCompressedFiles(pages: Pages, root: string): Promise<Pages> {
  const known = await compressedBelow(path.join(root, '.next', 'static'))
  return async (request, response) => {
    const found = known.get((request.url ?? '').split('?')[0] ?? '')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!found || !isRead || !takesBrotli(request.headers['accept-encoding'])) return pages(request, response)
    response.writeHead(200, {
      'content-type': found.type,
      'content-encoding': 'br',
      'content-length': found.size,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(createReadStream(found.file), response).catch(() => response.destroy())
  }
}

/** By path, each next to its uncompressed file. */
async function compressedBelow(folder: string): Promise<ReadonlyMap<string, Compressed>> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const known = new Map<string, Compressed>()
  for (const name of names) {
    const type = TYPES[path.extname(name.slice(0, -'.br'.length))]
    if (!name.endsWith('.br') || !type) continue
    const file = path.join(folder, name)
    const url = `/_next/static/${name.slice(0, -'.br'.length).split(path.sep).join('/')}`
    known.set(url, { file, type, size: (await stat(file)).size })
  }
  return known
}

/** A client that names it with q=0 refuses it. */
function takesBrotli(accepted: string | string[] | undefined): boolean {
  return String(accepted ?? '')
    .split(',')
    .some((part) => /^\s*br\s*(;\s*q=(0\.\d*[1-9]\d*|1(\.0*)?)\s*)?$/i.test(part))
}
