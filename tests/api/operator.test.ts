import { networkCursors } from '@/db/schema'
import { describe, expect, it } from 'vitest'
import { GET as reconcile, POST as reconcileByPost } from '@/app/api/cron/reconcile/route'
import { GET as health } from '@/app/api/health/route'
import { GET as describeApi } from '@/app/api/v1/openapi.json/route'
import { openDatabase } from '@/db/client'
import { ask } from '@/tests/support/api'
import { CRON_SECRET, testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world

describe('/api/cron/reconcile', () => {
  const run = (secret: string | null, route = reconcile, as = app) =>
    ask(as, route, '/api/cron/reconcile', secret === null ? {} : { key: secret })

  it('200 with what the run did to each network, for GET and POST', async () => {
    await world.merchant()
    for (const route of [reconcile, reconcileByPost]) {
      const told = await run(CRON_SECRET, route)
      expect(told).toMatchObject({
        status: 200,
        // Nothing answers at the test's RPC URL: a network that fails is a fact of the run, not of the request.
        json: { networks: [{ network: 'local', outcome: expect.any(String), payments: 0 }] },
      })
    }
  })

  it('401 without the secret and with another one', async () => {
    for (const secret of [null, 'another secret of this length', `${CRON_SECRET}x`]) {
      expect(await run(secret)).toMatchObject({ status: 401, json: { error: { code: 'UNAUTHENTICATED' } } })
    }
  })

  it('503 for everybody while no secret is set', async () => {
    const open = { ...app, env: { ...app.env, cronSecret: null } }
    for (const secret of [null, '', CRON_SECRET]) {
      expect(await run(secret, reconcile, open)).toMatchObject({
        status: 503,
        json: { error: { code: 'SERVICE_UNAVAILABLE' } },
      })
    }
  })
})

describe('GET /api/health', () => {
  it('200 and degraded before a network was ever read', async () => {
    await app.db.update(networkCursors).set({ blockNumber: null })
    const told = await ask(app, health, '/api/health')
    expect(told).toMatchObject({
      status: 200,
      json: {
        status: 'degraded',
        database: true,
        networks: [
          { id: 'local', cursor: null, lag_seconds: null },
          { id: 'sandbox', mode: 'test', verified: true, lag_seconds: 0 },
        ],
      },
    })
    expect(told.text).not.toContain('127.0.0.1')
  })

  it('503 without a database', async () => {
    const gone = openDatabase(app.env.databaseUrl.replace(/\/[^/]*$/, '/no_such_database'), { max: 1 })
    const told = await ask({ ...app, db: gone.db }, health, '/api/health')
    expect(told).toMatchObject({ status: 503, json: { status: 'down', database: false, networks: [] } })
    await gone.close()
  })
})

it('describes itself as OpenAPI 3.1 at its own address', async () => {
  const told = await ask(app, describeApi, '/api/v1/openapi.json')
  expect(told).toMatchObject({
    status: 200,
    json: {
      openapi: '3.1.0',
      servers: [{ url: 'https://checkout.example' }],
      paths: { '/api/v1/invoices': { post: { summary: 'Create an invoice' } } },
    },
  })
})
