import { beforeAll, describe, expect, it } from 'vitest'
import { GET as LIST, POST } from '@/app/api/v1/webhook-endpoints/route'
import { GET as DELIVERIES } from '@/app/api/v1/webhook-endpoints/[id]/deliveries/route'
import { POST as RESEND } from '@/app/api/v1/webhook-deliveries/[id]/resend/route'
import { POST as DISPATCH } from '@/app/api/cron/dispatch/route'
import { POST as CREATE_INVOICE } from '@/app/api/v1/invoices/route'
import { webhookEndpoints } from '@/db/schema'
import { ask, EXAMPLE } from '@/tests/support/api'
import { CRON_SECRET, testApp } from '@/tests/support/app'
import { startReceiver } from '@/tests/support/webhookReceiver'
import { differences, example } from './document004/shape'

const world = await testApp({ environment: { WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535' } })
const { app } = world
const PATH = '/api/v1/webhook-endpoints'
const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
/** The document's example, whose secret is shortened there. */
const BODY = { ...example('webhookEndpointCreate.request'), secret: SECRET }

let key = ''
beforeAll(async () => {
  key = await newKey()
})
const newKey = async () => world.key((await world.merchant()).id)
const create = (body: unknown, headers: Record<string, string> = {}, as = key) =>
  ask(app, POST, PATH, { key: as, body, headers })

describe('adding an endpoint', () => {
  it('201 in the document’s shape, the secret masked', async () => {
    const told = await create(BODY, {}, await newKey())
    expect(told.status).toBe(201)
    expect(differences(example('webhookEndpointCreate.response'), told.json)).toEqual([])
    expect(told.json).toMatchObject({ ...BODY, secret: `whsec_***${SECRET.slice(-3)}`, status: 'active' })
    expect(told.json.id).toMatch(/^whe_/)
  })

  it('with a URL and events alone has the document’s other values, and a secret that is shown this once', async () => {
    const own = await newKey()
    const told = await create({ url: 'https://merchant.com/webhook', events: ['*'] }, {}, own)
    expect(told.json).toMatchObject({
      allowed_ips: [],
      max_retries: 5,
      retry_backoff: 'exponential',
      timeout: 30,
      enabled: true,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    })
    const listed = await ask(app, LIST, PATH, { key: own })
    expect(listed.text).not.toContain(String(told.json.secret))
    expect(listed.json).toMatchObject({
      webhook_endpoints: [{ secret: expect.stringMatching(/^whsec_\*\*\*.{3}$/) }],
    })
  })

  it('keeps the secret encrypted, also in the answer that is kept for its Idempotency-Key', async () => {
    const own = await newKey()
    const body = { url: 'https://merchant.com/webhook', events: ['invoice.paid'] }
    const first = await create(body, { 'idempotency-key': 'one' }, own)
    const again = await create(body, { 'idempotency-key': 'one' }, own)
    expect(again.json).toEqual(first.json)
    expect(again.headers['idempotent-replayed']).toBe('true')
    const rows = await app.db.select().from(webhookEndpoints)
    expect(JSON.stringify(rows)).not.toContain(String(first.json.secret))
    const kept = await app.pool.sql`select response from idempotency_keys`
    expect(JSON.stringify(kept)).not.toContain(String(first.json.secret))
  })

  it.each([
    ['url', { url: undefined }],
    ['url', { url: 'merchant' }],
    ['url', { url: 'http://merchant.com/webhook' }],
    ['url', { url: 'https://merchant.com:22/webhook' }],
    ['url', { url: 'https://user:password@merchant.com/' }],
    ['url', { url: 'https://10.0.0.1/' }],
    ['url', { url: 'https://169.254.169.254/latest/meta-data' }],
    ['url', { url: 'https://[::1]/' }],
    ['url', { url: 'https://0x0a000001/' }],
    ['events', { events: undefined }],
    ['events', { events: [] }],
    ['events[1]', { events: ['invoice.paid', 'invoice.eaten'] }],
    ['secret', { secret: 'too short' }],
    ['secret', { secret: `${'x'.repeat(31)}é` }],
    ['allowed_ips[0]', { allowed_ips: ['merchant.com'] }],
    ['allowed_ips[0]', { allowed_ips: ['10.0.0.0/33'] }],
    ['max_retries', { max_retries: 11 }],
    ['max_retries', { max_retries: -1 }],
    ['max_retries', { max_retries: 1.5 }],
    ['retry_backoff', { retry_backoff: 'random' }],
    ['timeout', { timeout: 4 }],
    ['timeout', { timeout: 61 }],
    ['enabled', { enabled: 'yes' }],
  ])('422 for %s in %j', async (field, change) => {
    const told = await create({ ...BODY, ...change })
    expect(told.status).toBe(422)
    expect(told.json.error).toMatchObject({ type: 'validation_error', code: 'VALIDATION_FAILED', field })
  })

  it('403 beyond what the plan allows, in each mode; also for those that come at once', async () => {
    const own = await newKey()
    const told = await Promise.all(Array.from({ length: 7 }, () => create(BODY, {}, own)))
    expect(told.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(told.find(({ status }) => status === 403)?.json.error).toMatchObject({
      code: 'PLAN_LIMIT_REACHED',
      constraints: { max_webhook_endpoints: 5 },
    })
  })

  it('401 without a key, 403 with one that may not', async () => {
    expect((await ask(app, POST, PATH, { body: BODY })).status).toBe(401)
    const { id } = await world.merchant()
    const told = await create(BODY, {}, await world.key(id, 'sk_live_invoices'))
    expect(told.status).toBe(403)
  })
})

it('lists the merchant’s own of the key’s mode, newest first, a page at a time', async () => {
  const { id } = await world.merchant()
  const [live, test] = [await world.key(id), await world.key(id, 'sk_test')]
  for (const path of ['one', 'two', 'three']) {
    await create({ ...BODY, url: `https://merchant.com/${path}` }, {}, live)
    world.advance(1_000)
  }
  const first = await ask(app, LIST, `${PATH}?limit=2`, { key: live })
  const { pagination } = first.json as { pagination: { next_cursor: string } }
  const rest = await ask(app, LIST, `${PATH}?limit=2&cursor=${pagination.next_cursor}`, { key: live })
  const urls = [first, rest].flatMap(({ json }) =>
    (json.webhook_endpoints as { url: string }[]).map(({ url }) => url),
  )
  expect(urls).toEqual(['three', 'two', 'one'].map((path) => `https://merchant.com/${path}`))
  expect(pagination).toMatchObject({ total: 3, limit: 2, has_more: true })
  expect((await ask(app, LIST, PATH, { key: test })).json).toMatchObject({ webhook_endpoints: [] })
})

it('what was sent: dispatched by the cron route, listed, sent again', async () => {
  const { id } = await world.merchant()
  const own = await world.key(id)
  const receiver = await startReceiver()
  const { json: endpoint } = await create({ url: receiver.url, events: ['*'] }, {}, own)
  const { webhook_url: _url, ...order } = EXAMPLE
  const { json: invoice } = await ask(app, CREATE_INVOICE, '/api/v1/invoices', { key: own, body: order })

  const dispatched = await ask(app, DISPATCH, '/api/cron/dispatch', { key: CRON_SECRET, method: 'POST' })
  expect([dispatched.status, dispatched.json]).toEqual([200, { tried: 1 }])
  expect(receiver.types()).toEqual(['invoice.created'])

  const path = `${PATH}/${String(endpoint.id)}/deliveries`
  const listed = await ask(app, DELIVERIES, path, { key: own, params: { id: String(endpoint.id) } })
  const [delivery] = listed.json.deliveries as Record<string, unknown>[]
  expect(delivery).toMatchObject({
    id: expect.stringMatching(/^whd_/),
    event_id: receiver.received[0]?.json.id,
    event_type: 'invoice.created',
    invoice_id: invoice.id,
    status: 'delivered',
    attempts: 1,
    response_code: 200,
    delivered_at: expect.any(String),
  })

  const resend = (as: string) =>
    ask(app, RESEND, `/api/v1/webhook-deliveries/${String(delivery?.id)}/resend`, {
      key: as,
      method: 'POST',
      params: { id: String(delivery?.id) },
    })
  expect((await resend(await newKey())).status).toBe(404)
  expect(await resend(own)).toMatchObject({ status: 202, json: { status: 'pending' } })
  await ask(app, DISPATCH, '/api/cron/dispatch', { key: CRON_SECRET, method: 'POST' })
  expect(receiver.received.map(({ json }) => json.id)).toEqual([delivery?.event_id, delivery?.event_id])

  const endpoints = await ask(app, LIST, PATH, { key: own })
  expect(endpoints.json).toMatchObject({
    webhook_endpoints: [{ last_delivery_at: expect.any(String), success_rate: 100 }],
  })
})

it('404 for the deliveries of a stranger’s endpoint', async () => {
  const { json } = await create({ url: 'https://merchant.com/', events: ['*'] }, {}, await newKey())
  const told = await ask(app, DELIVERIES, `${PATH}/${String(json.id)}/deliveries`, {
    key: await newKey(),
    params: { id: String(json.id) },
  })
  expect(told.status).toBe(404)
})

it('401 for a run that the operator did not ask for', async () => {
  expect((await ask(app, DISPATCH, '/api/cron/dispatch', { key, method: 'POST' })).status).toBe(401)
})

it.each(['https://10.0.0.1/hook', 'http://merchant.com/hook', 'https://merchant.com:25/'])(
  'an invoice’s own address is refused as well: %s',
  async (webhook_url) => {
    const told = await ask(app, CREATE_INVOICE, '/api/v1/invoices', {
      key,
      body: { ...EXAMPLE, webhook_url },
    })
    expect(told.status).toBe(422)
    expect(told.json.error).toMatchObject({ code: 'VALIDATION_FAILED', field: 'webhook_url' })
  },
)
