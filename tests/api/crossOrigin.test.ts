import { describe, expect, it } from 'vitest'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { MANIFEST } from '@/server/manifest.gen'
import { testApp } from '@/tests/support/app'
import { asNext, selfHosted } from '@/tests/support/servers'
import { invoiceInput } from '@/tests/support/world'

const world = await testApp({ environment: { RATE_LIMIT_SCALE: '1', TRUST_PROXY: '1' } })
const { app } = world
const { id: merchantId } = await world.merchant()
const { invoice } = await createInvoice(
  app,
  { merchantId, mode: 'live', label: 'test', ipAddress: null, userAgent: null, requestId: null },
  invoiceInput(),
)

const SERVERS = { 'the self-hosted server': await selfHosted(app), Next: asNext(app) }
const ORIGIN = { origin: 'https://shop.example', 'x-forwarded-for': '192.0.2.9' }
const VIEW = `/api/v1/public/invoice/${invoice.id}`

const routes = MANIFEST.filter(({ path }) => !path.includes('{...'))
/** How the path's own document refuses: by a name, or in document 000 by a sentence alone. */
const refusal = (
  { methods }: (typeof routes)[number],
  code: 'METHOD_NOT_ALLOWED' | 'CROSS_ORIGIN_REFUSED',
) => {
  const dialect = Object.values(methods)[0]?.dialect
  return {
    error:
      dialect?.name === 'checkout'
        ? (expect.any(String) as string)
        : { code: dialect?.refusals.nameOf(code) },
  }
}
const isPublic = (path: string) => /^\/api\/(v1\/public|checkout\/pay)\//.test(path)
const at = (path: string) => path.replace('{id}', invoice.id)
const corsOf = ({ headers }: Response) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'))

describe.each(Object.entries(SERVERS))('%s', (_name, send) => {
  it.each(routes)('$path: OPTIONS says what is answered, another method is a 405', async (one) => {
    const { path, methods } = one
    const own = Object.keys(methods)
    const allow = [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
    const asked = await send(at(path), { method: 'OPTIONS' })
    expect([asked.status, asked.headers.get('allow'), await asked.text()]).toEqual([204, allow, ''])
    expect(asked.headers.get('x-content-type-options')).toBe('nosniff')

    const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].find((one) => !own.includes(one))
    const refused = await send(at(path), { method, headers: ORIGIN })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow])
    expect(await refused.json()).toMatchObject(refusal(one, 'METHOD_NOT_ALLOWED'))
    expect(corsOf(refused).length > 0).toBe(isPublic(path))
    world.advance(10_000)
  })

  const preflight = ({ path, methods }: (typeof routes)[number]) => {
    const [method = 'GET'] = Object.keys(methods)
    const headers = { ...ORIGIN, 'access-control-request-method': method }
    return send(at(path), { method: 'OPTIONS', headers })
  }

  it.each(routes.filter(({ path }) => isPublic(path)))('$path: a preflight is answered', async (one) => {
    const asked = await preflight(one)
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    const methods = asked.headers.get('access-control-allow-methods')?.split(', ')
    expect(methods).toEqual(expect.arrayContaining(Object.keys(one.methods)))
    expect(asked.headers.get('access-control-max-age')).toBe('86400')
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it.each(routes.filter(({ path }) => !isPublic(path)))('$path: a preflight is refused', async (one) => {
    const asked = await preflight(one)
    expect(asked.status).toBe(403)
    expect(await asked.json()).toMatchObject(refusal(one, 'CROSS_ORIGIN_REFUSED'))
    expect(corsOf(asked)).toEqual([])
  })

  it('lets pages of any origin read the public part, with what its headers say', async () => {
    for (const path of [VIEW, `${VIEW}/qr`, '/api/v1/public/invoice/inv_unknown', '/api/v1/public/nothing']) {
      const seen = await send(path, { headers: ORIGIN })
      expect(seen.headers.get('access-control-allow-origin')).toBe('*')
      expect(seen.headers.get('access-control-expose-headers')).toMatch(/X-RateLimit-Remaining.*X-Request-Id/)
      expect(seen.headers.get('access-control-allow-credentials')).toBeNull()
      await seen.arrayBuffer()
    }
  })

  it('lets nobody’s page read anything else', async () => {
    for (const path of ['/api/health', '/api/v1/invoices', '/api/v1/openapi.json', '/api/v1/nothing']) {
      const seen = await send(path, { headers: ORIGIN })
      expect(corsOf(seen)).toEqual([])
      expect(seen.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      await seen.arrayBuffer()
    }
  })

  it('opens the stream of events as well', async () => {
    const leaving = new AbortController()
    const stream = await send(`${VIEW}/events`, { headers: ORIGIN, signal: leaving.signal })
    expect(stream.status).toBe(200)
    expect(stream.headers.get('access-control-allow-origin')).toBe('*')
    const reader = stream.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain(':')
    await reader?.cancel()
    leaving.abort()
  })

  it('answers HEAD like GET without a body, and a stream’s without keeping its place', async () => {
    for (const path of [VIEW, `${VIEW}/qr`]) {
      const [head, get] = [await send(path, { method: 'HEAD' }), await send(path)]
      expect([head.status, await head.text()]).toEqual([200, ''])
      expect(Number(head.headers.get('content-length'))).toBe((await get.arrayBuffer()).byteLength)
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
    }
    world.advance(300_000)
    // Ten streams of an invoice have a place; each of these gives its own back.
    for (let asked = 0; asked < 15; asked++) {
      expect((await send(`${VIEW}/events`, { method: 'HEAD' })).status).toBe(200)
    }
  })

  it('says with a 429 too who may read it', async () => {
    world.advance(300_000)
    const told: Response[] = []
    while (told.at(-1)?.status !== 429 && told.length < 100) told.push(await send(VIEW, { headers: ORIGIN }))
    expect(told.length).toBe(61)
    expect(told.at(-1)?.headers.get('access-control-allow-origin')).toBe('*')
    expect(told.at(-1)?.headers.get('access-control-expose-headers')).toContain('Retry-After')
    world.advance(300_000)
  })
})
