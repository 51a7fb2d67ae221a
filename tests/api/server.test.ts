import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '@/server/httpServer'
import { EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const merchant = await world.merchant()
const key = await world.key(merchant.id)
const server = createHttpServer(world.app, async (request, response) => {
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
