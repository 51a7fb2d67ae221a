import { describe, expect, it } from 'vitest'
import { GET as unknown } from '@/app/api/v1/[...path]/route'
import { DELETE, GET as read, PATCH, PUT } from '@/app/api/v1/payment_links/[id]/route'
import { GET as list, OPTIONS, POST as create } from '@/app/api/v1/payment_links/route'
import { POST as makeKey } from '@/app/api/v1/api-keys/route'
import { KEY_FORMS } from '@/lib/auth/keyForms'
import { DomainError, type ErrorCode } from '@/lib/domain/errors'
import { sessionsApi } from '@/lib/http/sessions/api'
import { SESSIONS_ERRORS, sessionsCode } from '@/lib/http/sessions/errors'
import type { AnyErrorCode } from '@/lib/http/dialect'
import { createRouter } from '@/server/router'
import { MANIFEST } from '@/server/manifest.gen'
import { ask, type Asked, type Told } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { z } from 'zod'

const PATH = '/api/v1/payment_links'
const LINK = { title: 'House blend', fiatAmount: '16.49' }
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id, 'ck_test')

const made = (body: unknown = LINK, more: Asked = {}) => ask(app, create, PATH, { key, body, ...more })
const one = (route: typeof read, id: string, more: Asked = {}) =>
  ask(app, route, `${PATH}/${id}`, { key, params: { id }, ...more })

/** A refusal as it was told, once it is seen to have document 002's form and nothing else. */
function refused(told: Told) {
  const form = z.strictObject({
    error: z.strictObject({
      type: z.string(),
      code: z.string().regex(/^[a-z_]+$/),
      message: z.string().min(1),
      param: z.string().optional(),
      requestId: z.literal(told.headers['x-request-id'] ?? ''),
    }),
  })
  const { error } = form.parse(told.json)
  return { status: told.status, type: error.type, code: error.code, param: error.param }
}

describe('each status', () => {
  it('400 for what is wrong, with where', async () => {
    expect(refused(await made({ ...LINK, fiatAmount: 16.49 }))).toEqual({
      status: 400,
      type: 'invalid_request',
      code: 'validation_failed',
      param: 'fiatAmount',
    })
    expect(refused(await made('{'))).toMatchObject({
      status: 400,
      type: 'invalid_request',
      code: 'invalid_json',
    })
    expect(refused(await made(LINK, { headers: { 'idempotency-key': '' } }))).toMatchObject({ status: 400 })
    expect(refused(await made({ ...LINK, collect: { email: 'maybe' } }))).toMatchObject({
      param: 'collect.email',
    })
  })

  it('401, 403, 404, 405', async () => {
    expect(refused(await ask(app, list, PATH))).toMatchObject({ status: 401, type: 'authentication' })
    const reader = await world.key(merchant.id, 'ck_test', ['links:read'])
    expect(refused(await made(LINK, { key: reader }))).toMatchObject({ status: 403, type: 'permission' })
    expect(refused(await one(read, 'plink_nothing'))).toMatchObject({ status: 404, type: 'not_found' })
    const put = await one(PUT, 'plink_1', { method: 'PUT' })
    expect(refused(put)).toMatchObject({ status: 405, type: 'invalid_request' })
    expect(put.headers.allow).toBe('GET, PATCH, DELETE, HEAD, OPTIONS')
    expect((await ask(app, OPTIONS, PATH, { method: 'OPTIONS' })).headers.allow).toBe(
      'GET, POST, HEAD, OPTIONS',
    )
  })

  it('409 for an Idempotency-Key with another body', async () => {
    const headers = { 'idempotency-key': 'one' }
    const first = await made(LINK, { headers })
    expect((await made(LINK, { headers })).json).toEqual(first.json)
    expect(refused(await made({ ...LINK, title: 'Other' }, { headers }))).toMatchObject({
      status: 409,
      type: 'conflict',
      code: 'idempotency_conflict',
    })
  })

  it('429 with when to come back, and how the key stands', async () => {
    const window = { most: 1, seconds: 60 }
    const full = { admitted: false, tier: 'api-key', window, remaining: 0, wholeAt: 0, freeAt: 0 } as const
    const told = await ask({ ...app, limits: { take: () => Promise.resolve(full) } }, list, PATH, { key })
    expect(refused(told)).toMatchObject({ status: 429, type: 'rate_limited' })
    expect(told.headers).toMatchObject({
      'retry-after': '1',
      'x-ratelimit-limit': '1',
      'x-ratelimit-tier': 'api-key',
    })
  })

  it('413 and 415 for a body that is not taken', async () => {
    expect(refused(await made(`"${'x'.repeat(1024 * 1024)}"`))).toMatchObject({ status: 413 })
    expect(refused(await made(LINK, { headers: { 'content-type': 'text/plain' } }))).toMatchObject({
      status: 415,
    })
  })

  it.each(Object.keys(SESSIONS_ERRORS) as AnyErrorCode[])('%s in its own form', async (code) => {
    const route = sessionsApi.route({
      summary: 'Refuses',
      public: true,
      response: z.strictObject({}),
      // One constructor stands for both: a code is all that tells them apart.
      handler: () => Promise.reject(new DomainError(code as ErrorCode, 'Because')),
    })
    const told = refused(await ask(app, route, '/api/v1/payment_links/refuses'))
    expect(told).toMatchObject({ ...SESSIONS_ERRORS[code], code: sessionsCode(code) })
  })

  it('500 tells nothing of what failed', async () => {
    const route = sessionsApi.route({
      summary: 'Fails',
      public: true,
      response: z.strictObject({}),
      handler: () => Promise.reject(new Error('hush')),
    })
    const told = await ask(app, route, PATH)
    expect(refused(told)).toMatchObject({ status: 500, type: 'server' })
    expect(told.text).not.toContain('hush')
  })
})

describe('paths', () => {
  const route = createRouter(MANIFEST)

  it.each([
    ['payment-links', 'payment_links'],
    ['payment-links/plink_1', 'payment_links/plink_1'],
  ])('%s is %s', (hyphened, underscored) => {
    const found = route(`/api/v1/${hyphened}`)
    expect(found).toEqual(route(`/api/v1/${underscored}`))
    expect(found?.answers.GET?.dialect.name).toBe('sessions')
  })

  it('webhook-endpoints stays document 004’s own', () => {
    expect(route('/api/v1/webhook-endpoints')?.answers.GET?.dialect.name).toBe('invoices')
  })

  it('an Idempotency-Key is one key under both spellings', async () => {
    const headers = { 'idempotency-key': 'both' }
    const first = await made(LINK, { headers })
    const second = await ask(app, create, '/api/v1/payment-links', { key, body: LINK, headers })
    expect(second.json).toEqual(first.json)
    expect(second.headers['idempotent-replayed']).toBe('true')
  })

  it.each(['/api/v1/payment_links/a/b', '/api/v1/checkout-sessions/a/b/c', '/api/v1/customers/a/b'])(
    '%s is unknown in document 002’s form',
    async (path) =>
      expect(refused(await ask(app, unknown, path))).toMatchObject({ status: 404, type: 'not_found' }),
  )

  it('any other is unknown in document 004’s (Q9)', async () => {
    const told = await ask(app, unknown, '/api/v1/nothing')
    expect(told.json).toMatchObject({ error: { type: 'not_found_error', code: 'ROUTE_NOT_FOUND' } })
  })
})

describe('keys', () => {
  it('a key with scopes of this document alone says so in its prefix', async () => {
    const manager = await world.key(merchant.id)
    const body = { name: 'Links', permissions: ['links:read', 'links:write'] }
    const live = await ask(app, makeKey, '/api/v1/api-keys', { key: manager, body })
    expect(live.json.key).toMatch(/^ck_live_[0-9A-Za-z]{32}$/)
    const test = await ask(app, makeKey, '/api/v1/api-keys', {
      key: manager,
      body: { ...body, key_type: 'test' },
    })
    expect(test.json.key).toMatch(/^ck_test_[0-9A-Za-z]{32}$/)
    expect((await made(LINK, { key: String(test.json.key) })).status).toBe(201)
  })

  it('any key opens it that holds the scope', async () => {
    expect((await made(LINK, { key: await world.key(merchant.id, 'sk_test') })).status).toBe(201)
    expect((await made(LINK, { key: await world.key(merchant.id, 'fc_live') })).status).toBe(403)
    expect(KEY_FORMS.ck_live.scopes).toEqual(KEY_FORMS.ck_test.scopes)
  })
})

describe('idempotency', () => {
  it('holds for PATCH and DELETE', async () => {
    const id = String((await made()).json.id)
    const patch = { method: 'PATCH', headers: { 'idempotency-key': 'p' } }
    const changed = await one(PATCH, id, { ...patch, body: { title: 'New' } })
    expect((await one(PATCH, id, { ...patch, body: { title: 'New' } })).headers['idempotent-replayed']).toBe(
      'true',
    )
    expect(refused(await one(PATCH, id, { ...patch, body: { title: 'Newer' } })).status).toBe(409)
    const end = { method: 'DELETE', headers: { 'idempotency-key': 'd' } }
    const deleted = await one(DELETE, id, end)
    expect([changed.status, deleted.status]).toEqual([200, 200])
    expect((await one(DELETE, id, end)).json).toEqual(deleted.json)
    expect(refused(await one(DELETE, id, { method: 'DELETE' })).status).toBe(404)
  })
})
