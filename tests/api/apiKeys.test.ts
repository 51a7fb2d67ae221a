import { describe, expect, it } from 'vitest'
import { DELETE, GET as read, PATCH } from '@/app/api/v1/api-keys/[id]/route'
import { GET as list, POST as create } from '@/app/api/v1/api-keys/route'
import { GET as invoices, POST as createInvoice } from '@/app/api/v1/invoices/route'
import { apiKeys } from '@/db/schema'
import { PLAN_LIMITS } from '@/lib/domain/plans'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const PATH = '/api/v1/api-keys'
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)

const make = (body: object, as = key) => ask(app, create, PATH, { key: as, body: { name: 'One', ...body } })
const one = (route: typeof read, id: string, asked: object = {}, as = key) =>
  ask(app, route, `${PATH}/${id}`, { key: as, params: { id }, ...asked })
const change = (id: string, body: object, as = key) => one(PATCH, id, { method: 'PATCH', body }, as)
const revoke = (id: string, as = key) => one(DELETE, id, { method: 'DELETE' }, as)

/** Makes a key, uses it, and makes room for the next one. */
async function made(body: object, as = key) {
  const told = await make(body, as)
  expect(told.status).toBe(201)
  return told.json as { id: string; key: string; key_prefix: string; permissions: string[] }
}

describe('POST', () => {
  it('shows the key once, and it works at once', async () => {
    const told = await make({
      name: 'Shop',
      key_type: 'live',
      permissions: ['invoices:create', 'merchants:read'],
    })
    expect(told.status).toBe(201)
    expect(told.json).toEqual({
      id: expect.stringMatching(/^key_/),
      key: expect.stringMatching(/^sk_live_[0-9A-Za-z]{32}$/),
      name: 'Shop',
      key_type: 'live',
      key_prefix: String(told.json.key).slice(0, 12),
      permissions: ['invoices:create', 'merchants:read'],
      status: 'active',
      expires_at: null,
      last_used_at: null,
      created_at: '2026-01-15T10:00:00Z',
    })
    const used = await ask(app, createInvoice, '/api/v1/invoices', {
      key: String(told.json.key),
      body: EXAMPLE,
    })
    expect(used.status).toBe(201)
    const again = await one(read, String(told.json.id))
    expect(again.text).not.toContain(String(told.json.key))
    expect(again.json).toMatchObject({ last_used_at: '2026-01-15T10:00:00Z' })
    await revoke(String(told.json.id))
  })

  it.each([
    [{ permissions: ['invoices:read'] }, 'sk_live_invoices_'],
    [{ permissions: ['analytics:read'] }, 'sk_live_analytics_'],
    [{ key_type: 'test', permissions: ['invoices:create', 'invoices:read'] }, 'sk_test_invoices_'],
    [{ key_type: 'test', permissions: ['analytics:read'] }, 'sk_test_analytics_'],
    [{ key_type: 'test' }, 'sk_test_'],
    [{ permissions: ['invoices:read', 'settlements:read'] }, 'sk_live_'],
  ])('%j is a %s key', async (body, prefix) => {
    const { id, key: fresh, key_prefix: start } = await made(body)
    expect(fresh.slice(0, prefix.length + 1)).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]$`))
    expect(fresh.startsWith(start) && start.length === prefix.length + 4).toBe(true)
    await revoke(id)
  })

  it('gives no key more than what asks for it holds', async () => {
    const manager = await made({ permissions: ['api_keys:manage', 'invoices:read'] })
    const asManager = (body: object) => make(body, manager.key)
    for (const permissions of [['*'], ['invoices:create'], ['invoices:read', 'merchants:write']]) {
      expect(await asManager({ permissions })).toMatchObject({
        status: 403,
        json: { error: { code: 'RIGHTS_EXCEEDED', type: 'permission_error', field: 'permissions' } },
      })
    }
    const same = await made({}, manager.key)
    expect(same.permissions).toEqual(['api_keys:manage', 'invoices:read'])
    const other = await made({ permissions: ['invoices:create'] })
    expect((await change(same.id, { permissions: ['*'] }, manager.key)).status).toBe(403)
    expect((await change(other.id, { permissions: ['invoices:create'] }, manager.key)).status).toBe(403)
    for (const { id } of [same, other, manager]) await revoke(id)
  })

  it('gives no key a longer life than what asks for it has', async () => {
    const until = '2026-02-01T00:00:00Z'
    const short = await made({ expires_at: until })
    expect((await make({ expires_at: '2026-02-01T00:00:01Z' }, short.key)).status).toBe(403)
    const child = await make({}, short.key)
    expect(child.json).toMatchObject({ expires_at: until })
    expect((await change(String(child.json.id), { expires_at: null }, short.key)).status).toBe(403)
    expect((await make({ expires_at: '2026-01-15T10:00:00Z' })).json).toMatchObject({
      error: { code: 'VALIDATION_FAILED', field: 'expires_at' },
    })
    for (const id of [short.id, String(child.json.id)]) await revoke(id)
  })

  it('lets a test key make and see test keys alone', async () => {
    const test = await world.key(merchant.id, 'sk_test')
    expect(await make({ key_type: 'live' }, test)).toMatchObject({
      status: 403,
      json: { error: { field: 'key_type' } },
    })
    const live = await made({})
    expect((await one(read, live.id, {}, test)).status).toBe(404)
    expect((await revoke(live.id, test)).status).toBe(404)
    const { json } = await ask(app, list, PATH, { key: test })
    const seen = (json.api_keys as { key_type: string }[]).map(({ key_type: mode }) => mode)
    expect(new Set(seen)).toEqual(new Set(['test']))
    await revoke(live.id)
  })

  it.each([
    [{ name: '' }, 'name'],
    [{ key_type: 'both' }, 'key_type'],
    [{ permissions: [] }, 'permissions'],
    [{ permissions: ['money:print'] }, 'permissions[0]'],
    [{ expires_at: 'tomorrow' }, 'expires_at'],
    [{ expires_at: '2027-01-01' }, 'expires_at'],
  ])('422 for %j', async (body, field) => {
    expect(await make(body)).toMatchObject({ status: 422, json: { error: { field } } })
  })

  it('stops at the plan’s number of keys, also when they come at once', async () => {
    const small = await world.merchant()
    const first = await world.key(small.id)
    const told = await Promise.all(Array.from({ length: 15 }, () => make({}, first)))
    const worked = told.filter(({ status }) => status === 201)
    expect(worked).toHaveLength(PLAN_LIMITS.pro.apiKeys - 1)
    const refused = told.find(({ status }) => status !== 201)
    expect(refused).toMatchObject({
      status: 403,
      json: { error: { code: 'PLAN_LIMIT_REACHED', constraints: { max_api_keys: 10, plan_type: 'pro' } } },
    })
    await revoke(String(worked[0]?.json.id), first)
    expect((await make({}, first)).status).toBe(201)
  })

  it('answers a repeated request with the same key, which the database cannot tell', async () => {
    const asked = { key, body: { name: 'Once' }, headers: { 'idempotency-key': 'a key' } }
    const first = await ask(app, create, PATH, asked)
    expect((await ask(app, create, PATH, asked)).text).toBe(first.text)
    await revoke(String(first.json.id))
    expect(JSON.stringify(await app.db.select().from(apiKeys))).not.toContain(
      String(first.json.key).slice(12),
    )
  })
})

describe('PATCH and DELETE', () => {
  it('narrows a key at once, and never beyond its form', async () => {
    const { id, key: narrowed } = await made({ permissions: ['invoices:create', 'invoices:read'] })
    const use = () => ask(app, invoices, '/api/v1/invoices', { key: narrowed })
    expect((await use()).status).toBe(200)
    const told = await change(id, { name: 'Only makes', permissions: ['invoices:create'] })
    expect(told).toMatchObject({
      status: 200,
      json: { name: 'Only makes', permissions: ['invoices:create'] },
    })
    expect((await use()).status).toBe(403)
    expect(await change(id, { permissions: ['settlements:read'] })).toMatchObject({
      status: 422,
      json: { error: { field: 'permissions' } },
    })
    await revoke(id)
  })

  it('ends a key at once and for good', async () => {
    const { id, key: fresh } = await made({})
    const use = () => ask(app, invoices, '/api/v1/invoices', { key: fresh })
    expect((await use()).status).toBe(200)
    expect(await revoke(id)).toMatchObject({ status: 200, json: { id, status: 'revoked' } })
    expect((await use()).status).toBe(401)
    expect((await revoke(id)).status).toBe(200)
    expect(await change(id, { name: 'Back' })).toMatchObject({
      status: 409,
      json: { error: { code: 'API_KEY_ENDED' } },
    })
  })

  it('a key ends by itself at its time', async () => {
    const { id, key: fresh } = await made({ expires_at: '2026-01-15T11:00:00+00:30' })
    expect((await one(read, id)).json).toMatchObject({ expires_at: '2026-01-15T10:30:00Z' })
    world.advance(30 * 60_000)
    expect((await ask(app, invoices, '/api/v1/invoices', { key: fresh })).status).toBe(401)
    expect((await one(read, id)).json).toMatchObject({ status: 'expired' })
  })
})

it('lists the newest first, page by page', async () => {
  const other = await world.merchant()
  const owner = await world.key(other.id)
  for (const name of ['A', 'B', 'C']) {
    world.advance(1000)
    await make({ name }, owner)
  }
  type Page = { api_keys: { name: string }[]; pagination: { next_cursor: string | null } }
  const page = async (query: string) =>
    (await ask(app, list, `${PATH}${query}`, { key: owner })).json as unknown as Page
  const first = await page('?limit=3')
  expect(first.api_keys.map(({ name }) => name)).toEqual(['C', 'B', 'A'])
  expect(first.pagination).toMatchObject({ total: 4, limit: 3, has_more: true })
  const second = await page(`?limit=3&cursor=${first.pagination.next_cursor}`)
  expect(second).toMatchObject({ api_keys: [{ name: 'test' }], pagination: { has_more: false } })
})
