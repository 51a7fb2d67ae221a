import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withCompressedFiles } from './compressedFiles'

const SCRIPT = 'console.log("paid")\n'
let root = ''
let port = 0
const server = createServer()

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-static-'))
  const folder = path.join(root, '.next', 'static', 'chunks')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'a.js'), SCRIPT)
  await writeFile(path.join(folder, 'a.js.br'), brotliCompressSync(SCRIPT))
  await writeFile(path.join(root, '.next', 'secret.js.br'), 'no')
  const pages = await withCompressedFiles(async (_request, response) => {
    response.writeHead(404).end('the pages')
  }, root)
  server.on('request', (request, response) => void pages(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})

afterAll(async () => {
  server.close()
  await rm(root, { recursive: true })
})

async function ask(target: string, encoding: string | undefined, method = 'GET') {
  const headers = encoding === undefined ? {} : { 'accept-encoding': encoding }
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get({ host: '127.0.0.1', port, path: target, headers, method }, resolve).on('error', reject),
  )
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }
}

describe('scripts and styles of the build', () => {
  it.each(['br', 'gzip, deflate, br, zstd', 'gzip;q=0.5, br;q=1.0'])(
    'are told compressed to %s',
    async (encoding) => {
      const { status, headers, body } = await ask('/_next/static/chunks/a.js', encoding)
      expect(status).toBe(200)
      expect(brotliDecompressSync(body).toString()).toBe(SCRIPT)
      expect(headers).toMatchObject({
        'content-encoding': 'br',
        'content-type': 'application/javascript; charset=utf-8',
        'content-length': `${body.length}`,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
      })
    },
  )

  it('are told without their content to HEAD', async () => {
    const { status, headers, body } = await ask('/_next/static/chunks/a.js?v=1', 'br', 'HEAD')
    expect([status, headers['content-encoding'], body.length]).toEqual([200, 'br', 0])
  })

  it.each([
    ['to who takes no Brotli', '/_next/static/chunks/a.js', 'gzip'],
    ['to who refuses it', '/_next/static/chunks/a.js', 'gzip, br;q=0'],
    ['to who says nothing', '/_next/static/chunks/a.js', undefined],
    ['of other files', '/_next/static/chunks/b.js', 'br'],
    ['of what lies elsewhere', '/_next/static/../secret.js', 'br'],
    ['of what lies elsewhere, encoded', '/_next/static/%2e%2e/secret.js', 'br'],
    ['by another method', '/_next/static/chunks/a.js', 'br', 'DELETE'],
  ])('are the pages’ to answer %s', async (_why, target, encoding, method?: string) => {
    expect((await ask(target, encoding, method)).body.toString()).toBe('the pages')
  })
})
