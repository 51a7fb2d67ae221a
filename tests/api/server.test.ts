import { request as httpRequest } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '@/server/httpServer'
import { MANIFEST } from '@/server/manifest.gen'
import { EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const merchant = await world.merchant()
const key = await world.key(merchant.id)
/** As Next does with its first page. */
const listened = { asked: 0, heard: 0 }
const server = createHttpServer(world.app, async (request, response) => {
  if (listened.asked === 0) {
    listened.asked += 1
    server.on('upgrade', (_request, socket) => {
      listened.heard += 1
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
    })
  }
  response.end(`page ${request.url}`)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }

describe('the self-hosted server', () => {
  it('makes an invoice and shows it to its customer', async () => {
    const made = await fetch(`${base}/api/v1/invoices`, {
      method: 'POST',
      headers,
      body: JSON.stringify(EXAMPLE),
    })
    expect(made.status).toBe(201)
    const { id } = (await made.json()) as { id: string }
    const seen = await fetch(`${base}/api/v1/public/invoice/${id}`)
    expect(await seen.json()).toMatchObject({ id, total: 16.49 })
    const own = await fetch(`${base}/api/v1/invoices/${id}?ignored=1`, { headers })
    expect(await own.json()).toMatchObject({ audit_log: [{ ip_address: '127.0.0.1' }] })
    const png = await fetch(`${base}/api/v1/public/invoice/${id}/qr`)
    expect(png.headers.get('content-length')).toBe(`${(await png.arrayBuffer()).byteLength}`)
  })

  it('answers HEAD like GET without a body, and OPTIONS with what is allowed', async () => {
    const head = await fetch(`${base}/api/health`, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10)
    expect(await head.text()).toBe('')
    const options = await fetch(`${base}/api/v1/invoices`, { method: 'OPTIONS' })
    expect(options.status).toBe(204)
    expect(options.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
  })

  it('refuses another method and an unknown path in document 004’s form', async () => {
    const method = await fetch(`${base}/api/v1/invoices`, { method: 'DELETE', headers })
    expect(method.status).toBe(405)
    expect(method.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
    expect(await method.json()).toMatchObject({ error: { code: 'METHOD_NOT_ALLOWED' } })
    for (const path of [
      '/api/v1/nothing',
      '/api/v1/invoices/inv_1/nothing',
      '/api/v1/%E0%A4%A',
      '/api/v1/invoices/',
    ]) {
      const unknown = await fetch(base + path)
      expect(unknown.status).toBe(404)
      expect(await unknown.json()).toMatchObject({
        error: { type: 'not_found_error' },
        request_id: expect.any(String),
      })
    }
  })

  it('leaves pages and next-auth’s endpoints to Next', async () => {
    for (const path of ['/pay/inv_1?x=1', '/api/auth/session', '/api/auth/callback/credentials']) {
      expect(await (await fetch(base + path)).text()).toBe(`page ${path}`)
    }
  })

  it('refuses ten megabytes, announced or not, and goes on', async () => {
    const size = 10 * 1024 * 1024
    expect(await send({ 'content-length': `${size}` }, size)).toBe(413)
    expect(await send({ 'transfer-encoding': 'chunked' }, size)).toBe(413)
    expect((await fetch(`${base}/api/health`)).status).toBe(200)
  })
})

describe('what is no request for a page or the API', () => {
  /** What the server says to these bytes, until it has ended or answered. */
  function raw(head: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write(head))
      let said = ''
      socket.on('data', (chunk) => (said += chunk.toString()))
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
  }
  const close = 'host: checkout.example\r\nconnection: close\r\n'
  const upgrade = (to: string) => `host: checkout.example\r\nconnection: upgrade, close\r\nupgrade: ${to}\r\n`
  const socketKey = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n'

  it('refuses WebSockets on every path, also once a page has added a listener for them', async () => {
    await fetch(`${base}/pay/inv_1`)
    for (const path of [...MANIFEST.map((one) => one.path), '/', '/pay/inv_1', '/_next/hmr']) {
      expect(await raw(`GET ${path} HTTP/1.1\r\n${upgrade('websocket')}${socketKey}\r\n`)).toMatch(
        /^HTTP\/1\.1 400 [\s\S]*There are no WebSockets here/,
      )
    }
    expect(listened).toEqual({ asked: 1, heard: 0 })
  })

  it('fetches nothing from where an upgrade’s target points', async () => {
    const target = `${new URL(base).origin}/api/health`
    for (const line of [`GET ${target} HTTP/1.1`, 'GET http://169.254.169.254/latest/meta-data HTTP/1.1']) {
      for (const headers of [upgrade('websocket') + socketKey, upgrade('h2c'), close]) {
        expect(await raw(`${line}\r\n${headers}\r\n`)).toMatch(/^HTTP\/1\.1 400 [\s\S]*must be a path/)
      }
    }
    expect(await raw(`CONNECT 169.254.169.254:80 HTTP/1.1\r\n${close}\r\n`)).not.toContain(' 200 ')
    expect(listened.heard).toBe(0)
  })

  it('answers who offers h2c as anybody else', async () => {
    expect(await raw(`GET /api/health HTTP/1.1\r\n${upgrade('h2c')}\r\n`)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('takes no request that two servers could read differently', async () => {
    for (const headers of [
      'content-length: 4\r\ntransfer-encoding: chunked\r\n',
      'content-length: 4\r\ncontent-length: 5\r\n',
      'transfer-encoding: chunked, identity\r\n',
      'transfer-encoding : chunked\r\n',
    ]) {
      const said = await raw(`POST /api/v1/invoices HTTP/1.1\r\n${close}${headers}\r\n0\r\n\r\n`)
      expect(said).toMatch(/^HTTP\/1\.1 400 /)
    }
  })
})

/** Posts that many bytes and gives the status, which may come before the last byte is sent. */
function send(framing: Record<string, string>, size: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${base}/api/v1/invoices`, {
      method: 'POST',
      headers: { ...headers, ...framing },
    })
    outgoing.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    outgoing.on('error', reject)
    outgoing.end(Buffer.alloc(size, 0x20))
  })
}
