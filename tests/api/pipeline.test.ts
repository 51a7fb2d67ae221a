import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { apiKeys, idempotencyKeys } from '@/db/schema'
import { invoicesApi } from '@/lib/http/invoices/api'
import type { App } from '@/lib/server/app'
import { runReconcile } from '@/lib/server/reconcile'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world
const merchant = await world.merchant()

describe('keys', () => {
  it('notes the use of a key now and then, not each time', async () => {
    const key = await world.key(merchant.id, 'sk_live_invoices')
    const lastUse = async () => {
      const [row] = await app.db.select().from(apiKeys).where(eq(apiKeys.form, 'sk_live_invoices'))
      return row?.lastUsedAt?.toISOString() ?? null
    }
    expect(await lastUse()).toBeNull()
    await ask(app, list, '/api/v1/invoices', { key })
    const first = await lastUse()
    expect(first).not.toBeNull()
    world.advance(60_000)
    await ask(app, list, '/api/v1/invoices', { key })
    expect(await lastUse()).toBe(first)
    world.advance(5 * 60_000)
    await ask(app, list, '/api/v1/invoices', { key })
    expect(await lastUse()).not.toBe(first)
  })

  it('keeps nothing in the database that would open the API', async () => {
    const key = await world.key(merchant.id)
    const rows = await app.db.select().from(apiKeys)
    expect(JSON.stringify(rows)).not.toContain(key.slice(8))
  })

  it('finds a key after its pepper was rotated, and keeps it under the new one from then on', async () => {
    const key = await world.key(merchant.id)
    const unused = await world.key(merchant.id)
    const fresh = { id: 'p2', key: Buffer.alloc(32, 9) }
    const withPeppers = (apiKeyPeppers: App['env']['apiKeyPeppers']): App => ({
      ...app,
      env: { ...app.env, apiKeyPeppers },
    })
    const rotating = withPeppers([fresh, ...app.env.apiKeyPeppers])
    expect((await ask(rotating, list, '/api/v1/invoices', { key })).status).toBe(200)
    const rotated = withPeppers([fresh])
    expect((await ask(rotated, list, '/api/v1/invoices', { key })).status).toBe(200)
    expect((await ask(rotated, list, '/api/v1/invoices', { key: unused })).status).toBe(401)
  })
})

describe('answers', () => {
  it('keeps one that holds a secret encrypted, and gives it again in clear', async () => {
    const key = await world.key(merchant.id)
    let made = 0
    const route = invoicesApi.route({
      summary: 'Makes a secret',
      scopes: ['api_keys:manage'],
      idempotent: true,
      secret: true,
      body: z.object({}),
      response: z.strictObject({ secret: z.string() }),
      handler: () => Promise.resolve({ secret: `hush-${++made}` }),
    })
    const asked = { key, body: {}, headers: { 'idempotency-key': 'secret' } }
    const first = await ask(app, route, '/api/v1/secrets', asked)
    expect(first.json).toEqual({ secret: 'hush-1' })
    expect((await ask(app, route, '/api/v1/secrets', asked)).text).toBe(first.text)
    const rows = await app.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'secret'))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('hush')
  })

  it('forgets kept answers when their day is over', async () => {
    const key = await world.key(merchant.id)
    const headers = { 'idempotency-key': 'to be forgotten' }
    await ask(app, create, '/api/v1/invoices', { key, body: EXAMPLE, headers })
    const kept = () => app.db.select().from(idempotencyKeys)
    await runReconcile(app, 1_000)
    expect(await kept()).not.toHaveLength(0)
    world.advance(24 * 60 * 60_000)
    await runReconcile(app, 1_000)
    expect(await kept()).toHaveLength(0)
  })

  it('tells of an answer that breaks its contract: a test at once, production in the log', async () => {
    const said: object[] = []
    const log = { ...app.log, error: (facts: object) => void said.push(facts) }
    const route = invoicesApi.route({
      summary: 'Says too much',
      public: true,
      response: z.strictObject({ total: z.number() }),
      handler: () => Promise.resolve({ total: 1, fee: 2 }),
    })
    expect((await ask({ ...app, log }, route, '/api/v1/leak')).status).toBe(500)

    said.length = 0
    const request = new Request('http://checkout.test/api/v1/leak')
    const reply = await route.answer(request, {}, { app: { ...app, log }, address: null, onBroken: 'log' })
    expect(reply.status).toBe(200)
    expect(said).toEqual([{ route: 'Says too much', problems: [expect.stringContaining('fee')] }])
  })
})
