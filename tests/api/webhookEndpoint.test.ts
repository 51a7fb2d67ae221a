import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { GET as READ_INVOICE } from '@/app/api/v1/invoices/[id]/route'
import { POST as CREATE_INVOICE } from '@/app/api/v1/invoices/route'
import { GET as DELIVERIES } from '@/app/api/v1/webhook-endpoints/[id]/deliveries/route'
import { POST as ROTATE } from '@/app/api/v1/webhook-endpoints/[id]/rotate-secret/route'
import { DELETE, GET, PATCH } from '@/app/api/v1/webhook-endpoints/[id]/route'
import { POST as TEST } from '@/app/api/v1/webhook-endpoints/[id]/test/route'
import { GET as LIST, POST as CREATE } from '@/app/api/v1/webhook-endpoints/route'
import { webhookDeliveries, webhookEndpoints } from '@/db/schema'
import { webhookTestMessage } from '@/lib/http/invoices/presentWebhookTest'
import { runDispatch } from '@/lib/server/dispatch'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { answering, startReceiver } from '@/tests/support/webhookReceiver'
import { differences, example } from './document004/shape'

const world = await testApp({ environment: { WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535' } })
const { app } = world
const PATH = '/api/v1/webhook-endpoints'
const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`
const SECRET = secretOf(9)
const BODY = { ...example('webhookEndpointCreate.request'), secret: SECRET }
const SHOWN = example('webhookEndpointCreate.response')
const { webhook_url: _url, ...ORDER } = EXAMPLE

/** A merchant with a key and an endpoint, and what can be asked about it. */
async function endpoint(body: object = BODY) {
  const key = await world.key((await world.merchant()).id)
  const made = await ask(app, CREATE, PATH, { key, body })
  expect(made.status).toBe(201)
  const id = String(made.json.id)
  const one = (route: typeof GET, asked: object, path = '') =>
    ask(app, route, `${PATH}/${id}${path}`, { key, params: { id }, ...asked })
  return {
    id,
    key,
    read: () => one(GET, {}),
    change: (change: object) => one(PATCH, { method: 'PATCH', body: change }),
    remove: () => one(DELETE, { method: 'DELETE' }),
    rotate: (how: object = {}) => one(ROTATE, { method: 'POST', body: how }, '/rotate-secret'),
    test: () => one(TEST, { method: 'POST' }, '/test'),
    deliveries: (query = '') => one(DELIVERIES, {}, `/deliveries${query}`),
    list: () => ask(app, LIST, PATH, { key }),
    async invoice() {
      const { json } = await ask(app, CREATE_INVOICE, '/api/v1/invoices', { key, body: ORDER })
      return String(json.id)
    },
  }
}
const dispatch = () => runDispatch(app, 20_000)

describe('one endpoint', () => {
  it('is read in the document’s shape, with how it does', async () => {
    const { read } = await endpoint()
    const told = await read()
    expect(told.status).toBe(200)
    expect(differences(SHOWN, told.json)).toEqual([])
    expect(told.json).toMatchObject({
      ...BODY,
      secret: `whsec_***${SECRET.slice(-3)}`,
      status: 'active',
      last_delivery_at: null,
      success_rate: null,
      disabled_reason: null,
      disabled_at: null,
      failing_since: null,
      previous_secret_expires_at: null,
    })
  })

  it('takes the document’s own request as a change, too', async () => {
    const { change, read } = await endpoint({ url: 'https://merchant.com/old', events: ['*'] })
    const told = await change(BODY)
    expect(told.status).toBe(200)
    expect(differences(SHOWN, told.json)).toEqual([])
    expect(told.json).toMatchObject({ ...BODY, secret: `whsec_***${SECRET.slice(-3)}` })
    expect((await read()).json).toEqual(told.json)
  })

  it('keeps what a change does not name', async () => {
    const { change, read } = await endpoint()
    const { json: before } = await read()
    expect((await change({ timeout: 10 })).json).toEqual({ ...before, timeout: 10 })
    expect((await change({})).json).toEqual({ ...before, timeout: 10 })
    expect((await change({ allowed_ips: [], events: ['*'] })).json).toMatchObject({
      allowed_ips: [],
      events: ['*'],
      max_retries: 5,
    })
  })

  it.each([
    ['url', { url: 'https://10.0.0.1/' }],
    ['events', { events: [] }],
    ['secret', { secret: 'short' }],
    ['secret', { secret: null }],
    ['allowed_ips[0]', { allowed_ips: ['everywhere'] }],
    ['max_retries', { max_retries: 11 }],
    ['timeout', { timeout: null }],
    ['enabled', { enabled: 1 }],
  ])('422 for %s in %j', async (field, change) => {
    const one = await endpoint()
    const { json: before } = await one.read()
    const told = await one.change(change)
    expect(told).toMatchObject({ status: 422, json: { error: { code: 'VALIDATION_FAILED', field } } })
    expect((await one.read()).json).toEqual(before)
  })

  it('is deleted, with what was still to go there, and makes room for another', async () => {
    const receiver = await startReceiver(answering(500))
    const one = await endpoint({ url: receiver.url, events: ['*'], max_retries: 0 })
    await one.invoice()
    await dispatch()
    await one.invoice()
    const told = await one.remove()
    expect([told.status, told.json]).toEqual([
      200,
      { id: one.id, status: 'deleted', deleted_at: expect.any(String) },
    ])
    for (const gone of [await one.read(), await one.remove(), await one.change({}), await one.deliveries()]) {
      expect(gone.status).toBe(404)
    }
    expect((await one.list()).json).toMatchObject({ webhook_endpoints: [], pagination: { total: 0 } })
    await dispatch()
    expect(receiver.received).toHaveLength(1)
    const kept = await app.db.select().from(webhookDeliveries)
    expect(kept.filter(({ endpointId }) => endpointId === one.id).map(({ status }) => status)).toEqual([
      'dropped',
      'dropped',
    ])
  })
})

describe('disabled and enabled', () => {
  it('says since when and why, and sends what waited once it is enabled', async () => {
    const receiver = await startReceiver(answering(410))
    const one = await endpoint({ url: receiver.url, events: ['*'] })
    await one.invoice()
    await dispatch()
    expect((await one.read()).json).toMatchObject({
      enabled: false,
      status: 'gone',
      disabled_reason: 'gone',
      disabled_at: '2026-01-15T10:00:00Z',
      failing_since: '2026-01-15T10:00:00Z',
    })
    receiver.answers((response) => void response.writeHead(204).end())
    expect((await one.change({ enabled: true })).json).toMatchObject({
      enabled: true,
      status: 'active',
      disabled_reason: null,
      disabled_at: null,
      failing_since: null,
    })
    await dispatch()
    expect(receiver.received).toHaveLength(2)
    expect((await one.read()).json).toMatchObject({ success_rate: 100 })
  })

  it('by its merchant: nothing is sent, and saying it twice changes nothing', async () => {
    const receiver = await startReceiver()
    const one = await endpoint({ url: receiver.url, events: ['*'] })
    await one.invoice()
    const { json: first } = await one.change({ enabled: false })
    expect(first).toMatchObject({ status: 'disabled', disabled_reason: 'requested' })
    expect((await one.change({ enabled: false })).json).toEqual(first)
    await dispatch()
    expect(receiver.received).toHaveLength(0)
    await one.change({ enabled: true })
    await dispatch()
    expect(receiver.types()).toEqual(['invoice.created'])
  })

  it('what waits goes to the new URL', async () => {
    const [old, next] = [await startReceiver(answering(500)), await startReceiver()]
    const one = await endpoint({ url: old.url, events: ['*'], max_retries: 0 })
    await one.invoice()
    await dispatch()
    await one.change({ url: next.url })
    await dispatch()
    expect(next.types()).toEqual(['invoice.created'])
  })
})

describe('the secret', () => {
  it('is replaced, and both sign for a day', async () => {
    const receiver = await startReceiver()
    const one = await endpoint({ url: receiver.url, events: ['*'], secret: SECRET })
    const told = await one.rotate()
    const made = String(told.json.secret)
    expect(told).toMatchObject({
      status: 200,
      json: {
        secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
        previous_secret_expires_at: '2026-01-16T10:00:00Z',
      },
    })
    expect((await one.read()).text).not.toContain(made)
    const rows = JSON.stringify(await app.db.select().from(webhookEndpoints))
    for (const secret of [SECRET, made]) expect(rows).not.toContain(secret)

    await one.test()
    const [request] = receiver.received
    const body = request?.body ?? ''
    expect(request?.headers['webhook-signature']?.split(' ')).toHaveLength(2)
    const signed = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
    expect(request?.headers).toMatchObject({
      'x-crypto-checkout-signature': signed(made),
      'x-crypto-checkout-signature-previous': signed(SECRET),
    })
  })

  it('given in a change signs beside the old one as well, and the same again changes nothing', async () => {
    const one = await endpoint()
    const { json: changed } = await one.change({ secret: secretOf(1) })
    expect(changed.previous_secret_expires_at).toBe('2026-01-16T10:00:00Z')
    expect((await one.change({ secret: secretOf(1) })).json).toEqual(changed)
  })

  it('that leaked ends at once', async () => {
    const receiver = await startReceiver()
    const one = await endpoint({ url: receiver.url, events: ['*'], secret: SECRET })
    await one.change({ secret: secretOf(1) })
    const told = await one.rotate({ secret: secretOf(2), overlap: 0 })
    expect(told.json).toMatchObject({
      previous_secret_expires_at: null,
      secret: `whsec_***${secretOf(2).slice(-3)}`,
    })
    await one.test()
    const [request] = receiver.received
    expect(request?.headers['webhook-signature']?.split(' ')).toHaveLength(1)
    expect(request?.headers).not.toHaveProperty('x-crypto-checkout-signature-previous')
  })

  it.each([
    ['overlap', { overlap: 604_801 }],
    ['overlap', { overlap: -1 }],
    ['secret', { secret: 'short' }],
  ])('422 for %s in %j', async (field, how) => {
    const told = await (await endpoint()).rotate(how)
    expect(told).toMatchObject({ status: 422, json: { error: { field } } })
  })
})

describe('a test', () => {
  it('is signed, sent at once, and says what the receiver said', async () => {
    const receiver = await startReceiver()
    const one = await endpoint({
      url: receiver.url,
      events: ['invoice.paid'],
      secret: SECRET,
      enabled: false,
    })
    const told = await one.test()
    expect(told.status).toBe(200)
    // The shape that the document's earlier edition gives.
    expect(told.json).toEqual({
      test_id: expect.stringMatching(/^evt_/),
      status: 'delivered',
      response_code: 200,
      response_time_ms: expect.any(Number),
      delivered_at: '2026-01-15T10:00:00Z',
      error: null,
    })
    const [request] = receiver.received
    expect(request?.headers).toMatchObject({
      'webhook-id': told.json.test_id,
      'x-crypto-checkout-event': 'webhook.test',
      'content-type': 'application/json',
    })
    expect(webhookTestMessage.parse(JSON.parse(request?.body ?? ''))).toMatchObject({
      id: told.json.test_id,
      livemode: true,
      data: { webhook_endpoint: { id: one.id } },
    })
    const [, v1 = ''] = (request?.headers['webhook-signature'] ?? '').split(',')
    const at = new Date('2026-01-15T10:00:00Z')
    expect(new Webhook(SECRET).sign(String(told.json.test_id), at, request?.body ?? '')).toBe(`v1,${v1}`)
    expect((await one.deliveries()).json).toMatchObject({ deliveries: [] })
  })

  it.each([500, 302, 410])(
    'that is answered %i failed, and changes nothing about the endpoint',
    async (code) => {
      const receiver = await startReceiver(answering(code, { location: 'https://merchant.com/' }))
      const one = await endpoint({ url: receiver.url, events: ['*'] })
      expect((await one.test()).json).toMatchObject({
        status: 'failed',
        response_code: code,
        delivered_at: null,
        error: expect.stringContaining(String(code)),
      })
      expect((await one.read()).json).toMatchObject({ status: 'active', failing_since: null })
    },
  )

  it('goes nowhere that a delivery would not go', async () => {
    const receiver = await startReceiver()
    const one = await endpoint({ url: receiver.url, events: ['*'], allowed_ips: ['192.168.1.100'] })
    expect((await one.test()).json).toMatchObject({
      status: 'failed',
      response_code: null,
      error: expect.stringContaining('allowed_ips'),
    })
    expect(receiver.received).toHaveLength(0)
  })
})

describe('what was sent', () => {
  it('is listed in the shape that is documented, by status, type and invoice, page by page', async () => {
    const receiver = await startReceiver()
    const one = await endpoint({ url: receiver.url, events: ['*'] })
    const ids = [await one.invoice(), await one.invoice()]
    await dispatch()
    world.advance(1000)
    ids.push(await one.invoice())
    const shape = {
      deliveries: [
        {
          id: 'whd_1',
          event_type: 'invoice.created',
          invoice_id: 'inv_1',
          status: 'delivered',
          attempts: 1,
          response_code: 200,
          delivered_at: 'then',
          created_at: 'then',
        },
      ],
    }
    expect(differences(shape, (await one.deliveries('?status=delivered')).json)).toEqual([])
    const listed = async (query: string) => {
      const { json } = await one.deliveries(query)
      return (json.deliveries as { invoice_id: string }[]).map(({ invoice_id: of }) => of)
    }
    expect(await listed('?status=pending')).toEqual([ids[2]])
    expect(await listed(`?invoice_id=${ids[1]}`)).toEqual([ids[1]])
    expect(await listed('?event_type=invoice.paid')).toEqual([])
    expect(new Set(await listed('?event_type=invoice.created'))).toEqual(new Set(ids))
    const { json } = await one.deliveries('?limit=1')
    const { next_cursor: cursor } = json.pagination as { next_cursor: string }
    expect(await listed(`?limit=5&cursor=${cursor}`)).toHaveLength(2)
    expect((await one.deliveries('?event_type=invoice.eaten')).status).toBe(422)

    const told = await ask(app, READ_INVOICE, `/api/v1/invoices/${ids[0]}`, {
      key: one.key,
      params: { id: ids[0] ?? '' },
    })
    const { deliveries } = (await one.deliveries(`?invoice_id=${ids[0]}`)).json
    expect(told.json.webhook_deliveries).toEqual(deliveries)
  })
})
