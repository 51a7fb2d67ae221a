import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { DELETE, PATCH } from '@/app/api/v1/api-keys/[id]/route'
import { POST as makeKey } from '@/app/api/v1/api-keys/route'
import { POST as take } from '@/app/api/v1/auth/token/route'
import { GET as readInvoice } from '@/app/api/v1/invoices/[id]/route'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { GET as settlement } from '@/app/api/v1/settlements/[id]/route'
import type { App } from '@/lib/server/app'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { example } from './document004/shape'

const PATH = '/api/v1/auth/token'
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)

const asked = (body: object = {}, from: App = app) =>
  ask(from, take, PATH, { body: { grant_type: 'api_key', api_key: key, ...body } })
const token = async (body: object = {}) => String((await asked(body)).json.access_token)
const use = (as: string, from: App = app) => ask(from, list, '/api/v1/invoices', { key: as })

describe('POST /auth/token', () => {
  it('answers the document’s own request', async () => {
    const body = { ...example('token.request'), api_key: key }
    const told = await ask(app, take, PATH, { body })
    expect(told).toMatchObject({
      status: 200,
      json: {
        access_token: expect.stringMatching(/^eyJ/),
        token_type: 'Bearer',
        expires_in: 3600,
        scope: ['invoices:create', 'invoices:read', 'analytics:read'],
      },
      headers: { 'cache-control': 'no-store' },
    })
    const bearer = String(told.json.access_token)
    expect((await use(bearer)).status).toBe(200)
    const made = await ask(app, create, '/api/v1/invoices', { key: bearer, body: EXAMPLE })
    expect(made.status).toBe(201)
  })

  it('signs with a fixed algorithm, its issuer and audience, and holds no star and no key', async () => {
    const jwt = await token()
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'j1' })
    const claims = decodeJwt(jwt)
    expect(claims).toMatchObject({ iss: 'https://checkout.example', aud: 'crypto-checkout-api' })
    expect(String(claims.scope).split(' ')).not.toContain('*')
    expect(String(claims.scope)).toContain('settlements:read')
    expect(JSON.stringify(claims)).not.toContain('sk_live')
  })

  it('gives only what the key holds', async () => {
    const narrow = await world.key(merchant.id, 'sk_live_invoices')
    expect(await asked({ api_key: narrow, scope: ['analytics:read'] })).toMatchObject({
      status: 403,
      json: { error: { code: 'RIGHTS_EXCEEDED', field: 'scope' } },
    })
    const { json } = await asked({ api_key: narrow })
    expect(json.scope).toEqual(['invoices:create', 'invoices:read', 'invoices:cancel', 'invoices:refund'])
  })

  it.each([
    [{ grant_type: 'password' }, 'grant_type'],
    [{ api_key: undefined }, 'api_key'],
    [{ scope: ['*'] }, 'scope[0]'],
    [{ scope: [] }, 'scope'],
    [{ expires_in: 0 }, 'expires_in'],
    [{ expires_in: 86_401 }, 'expires_in'],
  ])('422 for %j', async (body, field) => {
    expect(await asked(body)).toMatchObject({ status: 422, json: { error: { field } } })
  })

  it('401 for a key that is none', async () => {
    for (const wrong of ['sk_live_nothing', `sk_live_${'a'.repeat(32)}`, await token()]) {
      expect(await asked({ api_key: wrong })).toMatchObject({
        status: 401,
        json: { error: { field: 'api_key' } },
      })
    }
  })
})

describe('a token', () => {
  it('opens what it names and nothing else', async () => {
    const jwt = await token({ scope: ['invoices:read'] })
    expect((await use(jwt)).status).toBe(200)
    expect((await ask(app, create, '/api/v1/invoices', { key: jwt, body: EXAMPLE })).status).toBe(403)
    const elsewhere = await ask(app, settlement, '/api/v1/settlements/set_1', {
      key: jwt,
      params: { id: 'set_1' },
    })
    expect(elsewhere.status).toBe(403)
  })

  it('makes no key that holds more or lives longer', async () => {
    const jwt = await token({ scope: ['api_keys:manage'], expires_in: 600 })
    const make = (body: object) =>
      ask(app, makeKey, '/api/v1/api-keys', { key: jwt, body: { name: 'A', ...body } })
    expect((await make({ permissions: ['invoices:read'] })).status).toBe(403)
    expect((await make({ expires_at: '2026-01-15T10:10:01Z' })).status).toBe(403)
    expect((await make({})).json).toMatchObject({
      permissions: ['api_keys:manage'],
      expires_at: '2026-01-15T10:10:00Z',
    })
  })

  it('dies with its key, loses what its key loses, and ends at its time', async () => {
    const made = await ask(app, makeKey, '/api/v1/api-keys', { key, body: { name: 'Short' } })
    const { id, key: own } = made.json as { id: string; key: string }
    const jwt = await token({ api_key: own })
    const change = (body: object) =>
      ask(app, PATCH, `/api/v1/api-keys/${id}`, { key, params: { id }, method: 'PATCH', body })
    expect((await use(jwt)).status).toBe(200)
    await change({ permissions: ['invoices:create'] })
    expect((await use(jwt)).status).toBe(403)
    await change({ permissions: ['invoices:read'] })
    expect((await use(jwt)).status).toBe(200)
    await ask(app, DELETE, `/api/v1/api-keys/${id}`, { key, params: { id }, method: 'DELETE' })
    expect((await use(jwt)).status).toBe(401)

    const timed = await token({ expires_in: 60 })
    world.advance(59_000)
    expect((await use(timed)).status).toBe(200)
    world.advance(1_000)
    expect((await use(timed)).status).toBe(401)
  })

  it('never outlives its key', async () => {
    const until = new Date(app.clock.now().getTime() + 90_500).toISOString()
    const made = await ask(app, makeKey, '/api/v1/api-keys', {
      key,
      body: { name: 'Short', expires_at: until },
    })
    expect((await asked({ api_key: made.json.key })).json).toMatchObject({ expires_in: 90 })
  })

  it('is refused when it was signed otherwise', async () => {
    const jwt = await token()
    const { scope, ...claims } = decodeJwt<{ scope: string }>(jwt)
    const secret = app.env.jwtSecrets[0]?.key ?? new Uint8Array()
    const sign = (changes: object, header: object = {}, by: Uint8Array = secret) =>
      new SignJWT({ ...claims, scope, ...changes })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'j1', ...header })
        .sign(by)
    expect((await use(await sign({}))).status).toBe(200)
    const forged = [
      new UnsecuredJWT({ ...claims, scope }).encode(),
      await sign({}, {}, Buffer.alloc(32, 1)),
      await sign({}, { alg: 'HS512' }, Buffer.concat([secret, secret])),
      await sign({}, { kid: 'j2' }),
      await sign({}, { kid: undefined }),
      await sign({ iss: 'https://elsewhere.example' }),
      await sign({ aud: 'another-api' }),
      await sign({ exp: undefined }),
      await sign({ sub: 'key_unknown' }),
      await sign({ scope: undefined }),
      await sign({ iat: (claims.iat ?? 0) - 90_000 }),
      // The signature's first digit: its last holds bits that nobody reads.
      jwt.replace(/\.(.)([^.]*)$/, (_, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`),
    ]
    for (const other of forged) expect((await use(other)).status).toBe(401)
    expect((await use(await sign({ scope: '*' }))).status).toBe(403)
  })

  it('stays valid while its secret rotates, until the old one is gone', async () => {
    const jwt = await token()
    const fresh = { id: 'j2', key: Buffer.alloc(32, 9) }
    const rotated = (jwtSecrets: App['env']['jwtSecrets']): App => ({
      ...app,
      env: { ...app.env, jwtSecrets },
    })
    const during = rotated([fresh, ...app.env.jwtSecrets])
    expect((await use(jwt, during)).status).toBe(200)
    const next = String((await asked({}, during)).json.access_token)
    expect(decodeProtectedHeader(next).kid).toBe('j2')
    expect((await use(jwt, rotated([fresh]))).status).toBe(401)
  })

  it('is named as a token in the audit log', async () => {
    const jwt = await token()
    const made = await ask(app, create, '/api/v1/invoices', { key: jwt, body: EXAMPLE })
    const id = String(made.json.id)
    const read = await ask(app, readInvoice, `/api/v1/invoices/${id}`, { key: jwt, params: { id } })
    expect(read.json).toMatchObject({ audit_log: [{ actor: `token:sk_live_***${key.slice(-3)}` }] })
  })
})
