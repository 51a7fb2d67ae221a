import type { ServerResponse } from 'node:http'
import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { POST as begin } from '@/app/api/v1/checkout_sessions/route'
import { GET as readHyphened } from '@/app/api/v1/webhook-endpoints/[id]/route'
import { POST as createHyphened, GET as listHyphened } from '@/app/api/v1/webhook-endpoints/route'
import { GET as deliveries } from '@/app/api/v1/webhook_endpoints/[id]/deliveries/route'
import { POST as replay } from '@/app/api/v1/webhook_endpoints/[id]/deliveries/[delivery_id]/replay/route'
import { DELETE, GET as read, PATCH } from '@/app/api/v1/webhook_endpoints/[id]/route'
import { POST as rotate } from '@/app/api/v1/webhook_endpoints/[id]/rotate_secret/route'
import { POST as test } from '@/app/api/v1/webhook_endpoints/[id]/test/route'
import { GET as list, POST as create } from '@/app/api/v1/webhook_endpoints/route'
import { POST as resend } from '@/app/api/v1/webhook-deliveries/[id]/resend/route'
import { GET as readInvoice } from '@/app/api/v1/invoices/[id]/route'
import { POST as pay } from '@/app/api/v1/test/checkout_sessions/[id]/payments/route'
import { idempotencyKeys, webhookEndpoints } from '@/db/schema'
import { bodyHash } from '@/lib/http/canonicalJson'
import { sessionAnswer } from '@/lib/http/sessions/sessionSchemas'
import { runDispatch } from '@/lib/server/dispatch'
import { ask, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { isGenuine } from '@/tests/support/webhookSignature'
import { answering, ok, startReceiver } from '@/tests/support/webhookReceiver'

const PATH = '/api/v1/webhook_endpoints'
const world = await testApp({ environment: { WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535' } })
const { app } = world
const HOUR_MS = 60 * 60_000

type Json = Record<string, unknown>

/** A merchant with an endpoint of document 002, in one mode. */
async function shop(body: object = {}, form: 'ck_test' | 'ck_live' = 'ck_test') {
  const { id: merchantId } = await world.merchant()
  const key = await world.key(merchantId, form)
  const secretKey = await world.key(merchantId, form === 'ck_test' ? 'sk_test' : 'sk_live')
  const made = await ask(app, create, PATH, { key, body: { url: 'https://merchant.com/hook', ...body } })
  expect(made.status).toBe(201)
  const id = String(made.json.id)
  const one = (route: typeof read, more: Asked = {}, path = '', params: Record<string, string> = {}) =>
    ask(app, route, `${PATH}/${id}${path}`, { key, params: { id, ...params }, ...more })
  return {
    id,
    key,
    secretKey,
    merchantId,
    made: made.json,
    secret: String(made.json.secret),
    read: (as = key) => one(read, { key: as }),
    change: (change: object, as = key) => one(PATCH, { method: 'PATCH', body: change, key: as }),
    remove: (as = key) => one(DELETE, { method: 'DELETE', key: as }),
    test: (more: Asked = {}) => one(test, { method: 'POST', ...more }, '/test'),
    rotate: (body: object, as = key) => one(rotate, { method: 'POST', body, key: as }, '/rotate_secret'),
    deliveries: (query = '') => one(deliveries, {}, `/deliveries${query}`),
    async all() {
      return (await one(deliveries, {}, '/deliveries')).json.data as Json[]
    },
    replay: (delivery: unknown, as = key) =>
      one(replay, { method: 'POST', key: as }, `/deliveries/${String(delivery)}/replay`, {
        delivery_id: String(delivery),
      }),
    async session(): Promise<Json> {
      const told = await ask(app, begin, '/api/v1/checkout_sessions', {
        key,
        body: { amount: { value: '16.49', currency: 'USD' } },
      })
      expect(told.status).toBe(201)
      return told.json
    },
    pay: (session: Json) =>
      ask(app, pay, `/api/v1/test/checkout_sessions/${String(session.id)}/payments`, {
        key,
        params: { id: String(session.id) },
        body: {},
      }),
  }
}
const dispatch = () => runDispatch(app, 20_000)
const seconds = () => app.clock.now().getTime() / 1000

describe('one endpoint', () => {
  it('is made, with its secret this once', async () => {
    const { made, secret, read: again, key } = await shop()
    expect(made).toEqual({
      id: expect.stringMatching(/^whe_[0-9a-z]{26}$/),
      object: 'webhook_endpoint',
      url: 'https://merchant.com/hook',
      events: ['*'],
      active: true,
      disabledReason: null,
      secretPrefix: secret.slice(0, 10),
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      createdAt: '2026-01-15T10:00:00Z',
    })
    const { secret: _secret, ...shown } = made
    expect((await again()).json).toEqual(shown)
    expect((await ask(app, list, PATH, { key })).json).toEqual({
      data: [shown],
      hasMore: false,
      nextCursor: null,
    })
    expect(JSON.stringify(await app.db.select().from(webhookEndpoints))).not.toContain(secret)
  })

  it('is made once under one Idempotency-Key, with the same secret', async () => {
    const { key } = await shop()
    const asked = {
      key,
      body: { url: 'https://merchant.com/two' },
      headers: { 'idempotency-key': 'two' },
    }
    const [first, second] = [await ask(app, create, PATH, asked), await ask(app, create, PATH, asked)]
    expect(second.json).toEqual(first.json)
    const told = await ask(app, create, PATH, { ...asked, body: { url: 'https://merchant.com/three' } })
    expect(told).toMatchObject({
      status: 409,
      json: { error: { type: 'conflict', code: 'idempotency_conflict' } },
    })
  })

  it.each([
    ['url', { url: 'http://merchant.com/hook' }],
    ['url', { url: 'https://10.0.0.1/hook' }],
    ['url', { url: 'https://user:pass@merchant.com/' }],
    ['url', { url: 'https://merchant.com:22/' }],
    ['url', { url: undefined }],
    ['url', { url: 7 }],
    ['events[0]', { events: ['invoice.paid'] }],
    ['events', { events: 'session.paid' }],
    ['active', { active: 'yes' }],
  ])('400 for a wrong %s: %j', async (param, body) => {
    const { key } = await shop()
    const told = await ask(app, create, PATH, { key, body: { url: 'https://merchant.com/hook', ...body } })
    expect(told).toMatchObject({ status: 400, json: { error: { type: 'invalid_request', param } } })
  })

  it('takes no events for all of them, and each only once', async () => {
    expect((await shop({ events: [] })).made.events).toEqual(['*'])
    expect((await shop({ events: ['session.paid', 'session.paid'] })).made.events).toEqual(['session.paid'])
  })

  it('gives a new secret, which is shown this once, and the old one signs beside it for a while', async () => {
    const { id, secret, made, rotate: replace } = await shop()
    const told = await replace({ overlap: 3600 })
    const { secret: _secret, secretPrefix: _prefix, ...same } = made
    expect(told).toMatchObject({ status: 200, json: same })
    const second = String(told.json.secret)
    expect(second).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(second).not.toBe(secret)
    expect(told.json.secretPrefix).toBe(second.slice(0, 10))
    const [row] = await app.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id))
    expect(row?.previousSecretUntil).toEqual(new Date(app.clock.now().getTime() + 3_600_000))
    // A secret of one's own is not taken here: it is made.
    expect((await replace({ secret: 'x'.repeat(32) })).json.secret).not.toBe('x'.repeat(32))
    expect((await replace({ overlap: 0 })).status).toBe(200)
    const [ended] = await app.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id))
    expect(ended?.previousSecret).toBeNull()
    expect(await replace({ overlap: 604_801 })).toMatchObject({
      status: 400,
      json: { error: { param: 'overlap' } },
    })
    const reader = await world.key((await world.merchant()).id, 'ck_test')
    expect((await replace({}, reader)).status).toBe(404)
  })

  it('keeps what a change does not name', async () => {
    const { change, made } = await shop()
    const { secret: _secret, ...before } = made
    expect((await change({})).json).toEqual(before)
    expect((await change({ events: ['session.paid'] })).json).toEqual({ ...before, events: ['session.paid'] })
    const off = { active: false, disabledReason: 'requested', events: ['session.paid'] }
    expect((await change({ active: false })).json).toEqual({ ...before, ...off })
    expect(await change({ url: 'http://merchant.com/' })).toMatchObject({
      status: 400,
      json: { error: { param: 'url' } },
    })
  })

  it('is deleted for good', async () => {
    const one = await shop()
    expect(await one.remove()).toMatchObject({ status: 200, json: { id: one.id, active: false } })
    for (const gone of [await one.read(), await one.remove(), await one.change({}), await one.deliveries()]) {
      expect(gone).toMatchObject({ status: 404, json: { error: { type: 'not_found', code: 'not_found' } } })
    }
  })

  it('is nobody else’s, and of no other mode', async () => {
    const one = await shop()
    const stranger = await shop()
    const live = await world.key(one.merchantId, 'ck_live')
    for (const key of [stranger.key, live]) {
      expect([(await one.read(key)).status, (await one.change({}, key)).status]).toEqual([404, 404])
      expect((await one.remove(key)).status).toBe(404)
      expect((await ask(app, list, `${PATH}?starting_after=${one.id}`, { key })).status).toBe(400)
    }
    expect((await ask(app, list, PATH, { key: live })).json.data).toEqual([])
  })

  it('asks for the scopes of webhooks', async () => {
    const one = await shop()
    const reader = await world.key(one.merchantId, 'ck_test', ['webhooks:read'])
    expect((await one.read(reader)).status).toBe(200)
    expect(await one.change({}, reader)).toMatchObject({
      status: 403,
      json: { error: { type: 'permission' } },
    })
    const other = await world.key(one.merchantId, 'ck_test', ['sessions:read'])
    expect((await one.read(other)).status).toBe(403)
  })

  it('is listed by cursor, and goes on where one was deleted meanwhile', async () => {
    const one = await shop()
    for (const name of ['b', 'c']) {
      world.advance(1)
      await ask(app, create, PATH, { key: one.key, body: { url: `https://merchant.com/${name}` } })
    }
    const page = (query: string) => ask(app, list, `${PATH}${query}`, { key: one.key })
    const { json: first } = await page('?limit=2')
    expect(first).toMatchObject({ hasMore: true })
    const cursor = String(first.nextCursor)
    await ask(app, DELETE, `${PATH}/${cursor}`, { key: one.key, params: { id: cursor }, method: 'DELETE' })
    const { json: last } = await page(`?limit=2&starting_after=${cursor}`)
    expect(last).toMatchObject({ data: [{ id: one.id }], hasMore: false, nextCursor: null })
  })
})

describe('the two documents', () => {
  it('do not show each other’s endpoints, and count against one plan', async () => {
    const one = await shop()
    const body = { url: 'https://merchant.com/other', events: ['*'] }
    const hyphened = '/api/v1/webhook-endpoints'
    const other = await ask(app, createHyphened, hyphened, { key: one.secretKey, body })
    const id = String(other.json.id)
    expect(other.json).toHaveProperty('created_at')
    const there = await ask(app, listHyphened, hyphened, { key: one.secretKey })
    expect((there.json.webhook_endpoints as Json[]).map((each) => each.id)).toEqual([id])
    const here = await ask(app, list, PATH, { key: one.secretKey })
    expect((here.json.data as Json[]).map((each) => each.id)).toEqual([one.id])
    const asked = { key: one.secretKey, params: { id: one.id } }
    expect((await ask(app, readHyphened, `${hyphened}/${one.id}`, asked)).status).toBe(404)
    expect((await ask(app, read, `${PATH}/${id}`, { key: one.secretKey, params: { id } })).status).toBe(404)
    for (let count = 2; count < 5; count += 1) {
      expect((await ask(app, create, PATH, { key: one.key, body: { url: body.url } })).status).toBe(201)
    }
    expect(await ask(app, create, PATH, { key: one.key, body: { url: body.url } })).toMatchObject({
      status: 403,
      json: { error: { type: 'permission', code: 'plan_limit_reached' } },
    })
  })

  it('tell their own events alone (W1)', async () => {
    const [sessions, invoices] = [await startReceiver(), await startReceiver()]
    const one = await shop({ url: sessions.url })
    const body = { url: invoices.url, events: ['*'] }
    await ask(app, createHyphened, '/api/v1/webhook-endpoints', { key: one.secretKey, body })
    const session = await one.session()
    await one.pay(session)
    await dispatch()
    expect(sessions.types()).toEqual(['session.created', 'session.detected', 'session.paid'])
    expect(invoices.types()).toContain('invoice.paid')
    expect(invoices.types().filter((type) => type.startsWith('session.'))).toEqual([])
    const [ours, theirs] = [sessions.received[0]?.headers, invoices.received[0]?.headers]
    expect([ours?.['x-webhook-signature'], ours?.['x-crypto-checkout-signature']]).toEqual([
      expect.any(String),
      undefined,
    ])
    expect([theirs?.['x-webhook-signature'], theirs?.['x-crypto-checkout-signature']]).toEqual([
      undefined,
      expect.any(String),
    ])
    const invoice = { key: one.secretKey, params: { id: String(session.invoiceId) } }
    const told = await ask(app, readInvoice, `/api/v1/invoices/${String(session.invoiceId)}`, invoice)
    const names = (told.json.webhook_deliveries as Json[]).map(({ event_type }) => event_type)
    expect(names).toContain('invoice.paid')
    expect(names).not.toContain('session.paid')
    const [delivery] = await one.all()
    const id = String(delivery?.id)
    expect(
      (
        await ask(app, resend, `/api/v1/webhook-deliveries/${id}/resend`, {
          key: one.secretKey,
          params: { id },
          method: 'POST',
        })
      ).status,
    ).toBe(404)
  })
})

describe('what is sent', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: app.clock.now() }))
  afterEach(() => void vi.useRealTimers())

  it('is the session as it was, signed over its time and its bytes', async () => {
    const receiver = await startReceiver()
    const one = await shop({ url: receiver.url, events: ['session.created', 'session.paid'] })
    const session = await one.session()
    await one.pay(session)
    await dispatch()
    expect(receiver.types()).toEqual(['session.created', 'session.paid'])
    const [created, paid] = receiver.received
    expect(created?.json).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
      object: 'event',
      type: 'session.created',
      livemode: false,
      data: session,
      createdAt: expect.stringMatching(/Z$/),
    })
    expect(paid?.json.data).toMatchObject({ id: session.id, status: 'paid' })
    for (const { headers, body, json } of receiver.received) {
      expect(isGenuine(one.secret, headers, body, seconds())).toBe(true)
      expect(isGenuine(one.secret, headers, `${body} `, seconds())).toBe(false)
      expect(isGenuine(one.secret, headers, body, seconds() + 301)).toBe(false)
      expect(isGenuine(`${one.secret}x`, headers, body, seconds())).toBe(false)
      expect(new Webhook(one.secret).verify(body, headers)).toEqual(json)
      expect(headers['webhook-id']).toBe(json.id)
    }
  })

  it('says that it is live where it is', async () => {
    const receiver = await startReceiver()
    const one = await shop({ url: receiver.url }, 'ck_live')
    await one.session()
    await dispatch()
    expect(receiver.received.map(({ json }) => json.livemode)).toEqual([true])
  })
})

describe('a test', () => {
  it('is a made-up session.paid that is never live, signed, and kept nowhere', async () => {
    const receiver = await startReceiver()
    const one = await shop({ url: receiver.url, active: false }, 'ck_live')
    const told = await one.test()
    expect(told.json).toEqual({
      eventId: receiver.received[0]?.json.id,
      status: 'delivered',
      responseCode: 200,
      responseTimeMs: expect.any(Number),
      error: null,
    })
    const { json, headers, body } = receiver.received[0] ?? {}
    expect(json).toMatchObject({ object: 'event', type: 'session.paid', livemode: false })
    expect(sessionAnswer.parse(json?.data)).toMatchObject({ status: 'paid' })
    expect(isGenuine(one.secret, headers ?? {}, body ?? '', seconds())).toBe(true)
    expect(await one.all()).toEqual([])
    receiver.answers(answering(500))
    expect((await one.test()).json).toMatchObject({ status: 'failed', responseCode: 500 })
  })
})

describe('a test under an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'again' }

  it('is sent once, also to who asks meanwhile', async () => {
    const answers: ServerResponse[] = []
    const receiver = await startReceiver((response) => void answers.push(response))
    const one = await shop({ url: receiver.url })
    const first = one.test({ headers })
    await vi.waitFor(() => expect(answers).toHaveLength(1), 20_000)
    const second = one.test({ headers })
    answers[0]?.writeHead(200).end()
    const told = await Promise.all([first, second])
    const third = await one.test({ headers })
    expect(receiver.received).toHaveLength(1)
    for (const again of [told[1], third]) {
      expect(again).toMatchObject({ status: 200, json: told[0].json })
      expect(again.headers['idempotent-replayed']).toBe('true')
    }
    expect(await one.test({ headers, body: { other: true } })).toMatchObject({
      status: 409,
      json: { error: { type: 'conflict', code: 'idempotency_conflict' } },
    })
  })

  it('is tried anew where it was refused, or by who has died', async () => {
    const receiver = await startReceiver()
    const one = await shop({ url: receiver.url })
    const gone = { params: { id: 'we_nothing' }, headers }
    for (let tries = 0; tries < 2; tries++) {
      expect(
        (await ask(app, test, `${PATH}/we_nothing/test`, { key: one.key, method: 'POST', ...gone })).status,
      ).toBe(404)
    }
    const path = `${PATH}/${one.id}/test`
    const createdAt = app.clock.now()
    await app.db.insert(idempotencyKeys).values({
      merchantId: one.merchantId,
      mode: 'test',
      method: 'POST',
      path,
      key: 'again',
      bodyHash: bodyHash({}),
      status: 102,
      response: '',
      createdAt: new Date(createdAt.getTime() - 60_000),
      expiresAt: createdAt,
    })
    expect(await one.test({ headers })).toMatchObject({ status: 200, json: { status: 'delivered' } })
    expect(receiver.received).toHaveLength(1)
    expect((await one.test({ headers: { 'idempotency-key': ' ' } })).status).toBe(400)
  })
})

describe('a receiver that fails', () => {
  it('gets six tries over about 31 hours, then it is abandoned until somebody asks', async () => {
    const receiver = await startReceiver(answering(500))
    const one = await shop({ url: receiver.url, events: ['session.created'] })
    await one.session()
    const times: number[] = []
    for (let quarter = 0; quarter < 4 * 60; quarter += 1) {
      const before = receiver.received.length
      await dispatch()
      if (receiver.received.length > before) times.push(app.clock.now().getTime())
      world.advance(HOUR_MS / 4)
    }
    expect(receiver.received).toHaveLength(6)
    const hours = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / HOUR_MS
    expect(hours).toBeGreaterThan(28)
    expect(hours).toBeLessThan(36)
    const [abandoned] = await one.all()
    expect(abandoned).toEqual({
      id: expect.stringMatching(/^whd_/),
      object: 'webhook_delivery',
      endpointId: one.id,
      eventId: receiver.received[0]?.json.id,
      eventType: 'session.created',
      status: 'abandoned',
      attempts: 6,
      responseCode: 500,
      nextAttemptAt: null,
      deliveredAt: null,
      createdAt: expect.any(String),
    })
    // A success does not wake it: six are at most six.
    receiver.answers(ok)
    await one.session()
    await dispatch()
    world.advance(HOUR_MS * 48)
    await dispatch()
    expect(receiver.received).toHaveLength(7)
    expect((await one.deliveries('?status=abandoned')).json.data).toMatchObject([{ id: abandoned?.id }])

    const told = await one.replay(abandoned?.id)
    expect(told).toMatchObject({ status: 202, json: { id: abandoned?.id, status: 'pending' } })
    await dispatch()
    const sent = receiver.received.at(-1)
    expect([sent?.json.id, sent?.body]).toEqual([receiver.received[0]?.json.id, receiver.received[0]?.body])
    expect((await one.deliveries('?status=abandoned')).json.data).toEqual([])
  })

  it('that says it is gone is switched off, and told what waited once it is switched on', async () => {
    const receiver = await startReceiver(answering(410))
    const one = await shop({ url: receiver.url })
    await one.session()
    await dispatch()
    expect((await one.read()).json).toMatchObject({ active: false, disabledReason: 'gone' })
    const [paused] = await one.all()
    expect(paused).toMatchObject({ status: 'paused', nextAttemptAt: null })
    expect(await one.replay(paused?.id)).toMatchObject({
      status: 409,
      json: { error: { type: 'conflict', code: 'webhook_endpoint_disabled' } },
    })
    receiver.answers(ok)
    await one.change({ active: true })
    await dispatch()
    expect(await one.all()).toMatchObject([{ id: paused?.id, status: 'delivered', attempts: 2 }])
  })

  it('does not let others replay what it was sent, nor under another endpoint', async () => {
    const receiver = await startReceiver()
    const one = await shop({ url: receiver.url })
    await one.session()
    const [delivery] = await one.all()
    const stranger = await shop()
    expect((await one.replay(delivery?.id, stranger.key)).status).toBe(404)
    expect((await stranger.replay(delivery?.id)).status).toBe(404)
    const second = await ask(app, create, PATH, { key: one.key, body: { url: receiver.url } })
    const params = { id: String(second.json.id), delivery_id: String(delivery?.id) }
    const path = `${PATH}/${params.id}/deliveries/${params.delivery_id}/replay`
    expect((await ask(app, replay, path, { key: one.key, params, method: 'POST' })).status).toBe(404)
  })
})
