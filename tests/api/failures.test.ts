import { expect, it } from 'vitest'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { openDatabase } from '@/db/client'
import { createLog } from '@/lib/server/log'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const lines: string[] = []
const world = await testApp({ log: createLog('info', { write: (line) => void lines.push(line) }) })
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)

it('answers an unknown error with its request id alone, and logs it without a secret', async () => {
  const broken = {
    ...app,
    secrets: {
      seal: () => '',
      open: () => {
        throw new Error('the vault is shut')
      },
    },
  }
  lines.length = 0
  const told = await ask(broken, create, '/api/v1/invoices', { key, body: EXAMPLE })
  expect(told).toMatchObject({ status: 500, json: { error: { code: 'INTERNAL_ERROR', type: 'api_error' } } })
  expect(told.text).not.toContain('vault')
  const logged = lines.join('')
  expect(logged).toContain('the vault is shut')
  expect(logged).toContain(told.headers['x-request-id'])
  expect(logged).not.toContain(key)
  expect(logged).not.toContain('cust_456')
})

it('says nothing of a query that fails, neither outside nor with its values in the log', async () => {
  const secret = 'a value that nobody may read'
  lines.length = 0
  await app.db.execute('alter table invoices rename column title to renamed')
  const told = await ask(app, create, '/api/v1/invoices', { key, body: { ...EXAMPLE, title: secret } })
  await app.db.execute('alter table invoices rename column renamed to title')
  expect(told.status).toBe(500)
  expect(told.text).not.toContain('column')
  expect(lines.join('')).toContain('42703')
  expect(lines.join('')).not.toContain(secret)
})

it('503 while the database is away, with when to try again', async () => {
  const gone = openDatabase('postgres://nobody:nothing@127.0.0.1:9/nowhere', { max: 1 })
  const told = await ask({ ...app, db: gone.db }, create, '/api/v1/invoices', { key, body: EXAMPLE })
  await gone.close()
  expect(told).toMatchObject({ status: 503, json: { error: { code: 'SERVICE_UNAVAILABLE' } } })
  expect(told.headers['retry-after']).toBe('5')
  expect(told.text).not.toContain('ECONNREFUSED')
})

it('logs one line a request, with the route’s template and without the query', async () => {
  lines.length = 0
  await ask(app, list, '/api/v1/invoices?search=private', { key })
  expect(lines).toHaveLength(1)
  const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>
  expect(line).toMatchObject({
    level: 'info',
    msg: 'request',
    method: 'GET',
    route: '/api/v1/invoices',
    status: 200,
    merchant: merchant.id,
  })
  expect(lines[0]).not.toMatch(/private|sk_live/)
})

it('takes no request id from outside, and sends every answer with the headers of an API', async () => {
  const headers = { 'x-request-id': 'req_mine' }
  const told = await ask(app, list, '/api/v1/invoices', { key, headers })
  expect(told.headers).toMatchObject({
    'x-request-id': expect.stringMatching(/^req_[0-9a-z]{26}$/),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': expect.stringContaining('max-age'),
  })
  const refused = await ask(app, list, '/api/v1/invoices')
  expect(refused.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
})
