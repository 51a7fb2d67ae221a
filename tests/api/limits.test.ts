import { describe, expect, it } from 'vitest'
import { GET as keys } from '@/app/api/v1/api-keys/route'
import { POST as takeToken } from '@/app/api/v1/auth/token/route'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { GET as view } from '@/app/api/v1/public/invoice/[id]/route'
import { GET as health } from '@/app/api/health/route'
import type { Route } from '@/lib/http/dialect'
import { createLimiter } from '@/lib/limits/limiter'
import { postgresStore } from '@/lib/limits/postgresStore'
import type { App } from '@/lib/server/app'
import { ask, EXAMPLE, type Told } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp({ environment: { RATE_LIMIT_SCALE: '1' } })
const { app } = world
/** A second process over the same database. */
const other: App = { ...app, limits: createLimiter(postgresStore) }
const merchant = await world.merchant()

let addresses = 0
/** An address of its own, so that tests do not count together. */
const someone = () => `198.51.100.${++addresses}`
const from = (address: string, route: Route, path: string, key?: string, through: App = app) =>
  ask(through, route, path, { address, ...(key ? { key } : {}) })

async function times(count: number, send: (index: number) => Promise<Told>): Promise<number[]> {
  const told = await Promise.all(Array.from({ length: count }, (_, index) => send(index)))
  return told.map(({ status }) => status)
}
const having = (statuses: readonly number[], status: number) =>
  statuses.filter((one) => one === status).length

/** Waits as long as the answer says, and not a second longer. */
const wait = ({ headers }: Told) => world.advance(Number(headers['retry-after']) * 1000)

describe('the key’s tier', () => {
  it('tells in the document’s headers what is left', async () => {
    const key = await world.key(merchant.id)
    const told = await from(someone(), keys, '/api/v1/api-keys', key)
    expect(told.headers).toMatchObject({
      'x-ratelimit-limit': '50',
      'x-ratelimit-remaining': '49',
      'x-ratelimit-reset': `${Date.UTC(2026, 0, 15, 11) / 1000}`,
      'x-ratelimit-window': '3600',
      'x-ratelimit-policy': 'sliding-window',
      'x-ratelimit-tier': 'api-key',
    })
    expect(told.headers['retry-after']).toBeUndefined()
    expect((await from(someone(), keys, '/api/v1/api-keys', key)).headers['x-ratelimit-remaining']).toBe('48')
    const made = await ask(app, create, '/api/v1/invoices', { key, body: EXAMPLE })
    expect(made.headers).toMatchObject({ 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '999' })
    expect((await from(someone(), list, '/api/v1/invoices', key)).headers['x-ratelimit-limit']).toBe('2000')
  })

  it('holds across two instances; whoever waits as told gets through at either', async () => {
    const key = await world.key(merchant.id)
    const send = (index: number) => from(someone(), keys, '/api/v1/api-keys', key, index % 2 ? app : other)
    expect(having(await times(60, send), 200)).toBe(50)
    const refused = await send(0)
    expect(refused).toMatchObject({
      status: 429,
      json: {
        error: {
          type: 'rate_limit_error',
          code: 'RATE_LIMITED',
          constraints: { limit: 50, tier: 'api-key' },
        },
      },
      headers: { 'retry-after': '3600', 'x-ratelimit-remaining': '0' },
    })
    world.advance(3_599_000)
    expect((await send(1)).status).toBe(429)
    world.advance(1_000)
    expect((await send(1)).status).toBe(200)
  })

  it('counts a token on its key', async () => {
    const key = await world.key(merchant.id)
    const body = { grant_type: 'api_key', api_key: key }
    const { json } = await ask(app, takeToken, '/api/v1/auth/token', { body, address: someone() })
    await from(someone(), keys, '/api/v1/api-keys', key)
    const told = await from(someone(), keys, '/api/v1/api-keys', String(json.access_token))
    expect(told.headers['x-ratelimit-remaining']).toBe('48')
  })

  it('counts a request that its scopes refuse', async () => {
    const key = await world.key(merchant.id, 'sk_live_analytics')
    const first = await from(someone(), keys, '/api/v1/api-keys', key)
    expect(first).toMatchObject({ status: 403, headers: { 'x-ratelimit-remaining': '49' } })
  })
})

describe('the address tier', () => {
  it('covers whoever has no valid key, and leaves keys alone', async () => {
    const key = await world.key(merchant.id)
    const address = someone()
    const wrong = `sk_live_${'a'.repeat(32)}`
    const statuses = await times(201, (index) =>
      from(address, list, '/api/v1/invoices', index % 2 ? wrong : undefined),
    )
    expect(having(statuses, 401)).toBe(200)
    const refused = await from(address, list, '/api/v1/invoices')
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'x-ratelimit-tier': 'ip-address', 'x-ratelimit-limit': '200', 'x-ratelimit-window': '60' },
    })
    expect((await from(address, list, '/api/v1/invoices', key)).status).toBe(200)
    expect((await from(someone(), list, '/api/v1/invoices')).status).toBe(401)
    wait(refused)
    expect((await from(address, list, '/api/v1/invoices')).status).toBe(401)
  })

  it('counts an IPv6 customer by their /64', async () => {
    const send = (index: number) => from(`2001:db8:1:2::${index.toString(16)}`, list, '/api/v1/invoices')
    expect(having(await times(205, send), 429)).toBe(5)
    expect((await from('2001:db8:1:3::1', list, '/api/v1/invoices')).status).toBe(401)
  })

  it('lets an address look at 60 invoices a minute', async () => {
    const key = await world.key(merchant.id)
    const made = await ask(app, create, '/api/v1/invoices', { key, body: EXAMPLE })
    const id = String(made.json.id)
    const address = someone()
    const look = () => ask(app, view, `/api/v1/public/invoice/${id}`, { params: { id }, address })
    expect(having(await times(62, look), 200)).toBe(60)
    const refused = await look()
    expect(refused).toMatchObject({ status: 429, headers: { 'x-ratelimit-limit': '60' } })
    expect((await from(address, list, '/api/v1/invoices')).status).toBe(401)
    wait(refused)
    expect((await look()).status).toBe(200)
  })
})

it('refuses everybody beyond what the whole system takes, but for who watches it', async () => {
  const limits = createLimiter(postgresStore)
  const small: App = { ...app, env: { ...app.env, rateLimitScale: 0.005 }, limits }
  world.advance(60_000)
  const send = () => from(someone(), list, '/api/v1/invoices', undefined, small)
  expect(having(await times(12, send), 401)).toBe(10)
  expect(await send()).toMatchObject({ status: 429, headers: { 'x-ratelimit-tier': 'global' } })
  expect((await ask(small, health, '/api/health')).status).toBe(200)
})
