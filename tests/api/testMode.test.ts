import { describe, expect, it } from 'vitest'
import { GET as readOne } from '@/app/api/v1/invoices/[id]/route'
import { POST as create } from '@/app/api/v1/invoices/route'
import { GET as readPublic } from '@/app/api/v1/public/invoice/[id]/route'
import { POST as pay } from '@/app/api/v1/test/invoices/[id]/payments/route'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { claimLane, updateLane } from '@/db/queries/sandbox'
import { ask, EXAMPLE, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id, 'sk_test')
const liveKey = await world.key(merchant.id)
const strangersKey = await world.key((await world.merchant()).id, 'sk_test')

/** Document 004's example with nothing but what a shop must say. */
const { confirmation_settings: _override, ...SIMPLE } = EXAMPLE
const make = async (as = key): Promise<string> =>
  String((await ask(app, create, '/api/v1/invoices', { key: as, body: SIMPLE })).json.id)
const payFor = (id: string, asked: Asked = {}) =>
  ask(app, pay, `/api/v1/test/invoices/${id}/payments`, { key, params: { id }, method: 'POST', ...asked })
const playOn = (invoice_id: unknown, steps: unknown, asked: Asked = {}) =>
  ask(app, play, '/api/v1/test/scenarios', { key, body: { invoice_id, steps }, ...asked })
const refused = (status: number, code: string) => ({ status, json: { error: { code } } })

describe('a test key with nothing set up', () => {
  it('makes invoices on the sandbox, of an instance without any network', async () => {
    const bare = await testApp({ environment: { NETWORKS: '', RPC_URLS_LOCAL: '', LOCAL_NETWORK_MODE: '' } })
    const { id: merchantId } = await bare.newMerchant()
    const [test, live] = [await bare.key(merchantId, 'sk_test'), await bare.key(merchantId)]
    for (const crypto_currency of ['USDT', 'USDC', 'ETH']) {
      const told = await ask(bare.app, create, '/api/v1/invoices', {
        key: test,
        body: { ...SIMPLE, crypto_currency },
      })
      expect(told).toMatchObject({ status: 201, json: { network: 'sandbox', crypto_currency } })
    }
    const told = await ask(bare.app, create, '/api/v1/invoices', { key: live, body: SIMPLE })
    expect(told.status).toBe(422)
  })

  it('shows amounts of the sandbox’s stablecoins with two places, as everywhere', async () => {
    const told = await ask(app, create, '/api/v1/invoices', { key, body: SIMPLE })
    expect(told.json.settlement_preview).toEqual({
      gross_amount: 16.49,
      platform_fee_amount: 0.16,
      platform_fee_percentage: 1,
      net_amount: 16.33,
    })
  })
})

describe('POST /api/v1/test/invoices/{id}/payments', () => {
  it('200 with what happened, when, and the invoice', async () => {
    const id = await make()
    const told = await payFor(id, { body: { kind: 'exact' } })
    expect(told).toMatchObject({
      status: 200,
      json: {
        steps: [
          {
            step: { pay: 'rest' },
            at: '2026-01-15T10:00:02Z',
            payment: {
              amount: 16.49,
              crypto_currency: 'USDT',
              tx_hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
            },
            network: 'up',
            status: 'paid',
            exceptions: [],
          },
        ],
        clock: '2026-01-15T10:00:02Z',
        invoice: {
          id,
          status: 'paid',
          network: 'sandbox',
          payments: [{ network: 'sandbox', status: 'confirmed' }],
        },
      },
    })
    const [step] = told.json.steps as { events: { event: string }[] }[]
    expect(step?.events.map(({ event }) => event)).toContain('invoice.paid')
    expect(await ask(app, readOne, `/api/v1/invoices/${id}`, { key, params: { id } })).toMatchObject({
      json: told.json.invoice as object,
    })
    expect(told.text).not.toContain('sandbox:')
  })

  it.each([
    ['under', 'partial', []],
    ['over', 'paid', []],
    ['late', 'expired', ['late']],
    ['reverted', 'paid', ['reverted']],
    ['wrong_asset', 'pending', ['wrong_asset']],
  ])('200: %s', async (kind, status, exceptions) => {
    const told = await payFor(await make(), { body: { kind } })
    expect(told).toMatchObject({ status: 200, json: { invoice: { status } } })
    const steps = told.json.steps as { exceptions: string[] }[]
    expect(steps.at(-1)?.exceptions).toEqual(exceptions)
  })

  it('200 without a body, and with an amount and a token', async () => {
    expect(await payFor(await make())).toMatchObject({ status: 200, json: { invoice: { status: 'paid' } } })
    const id = await make()
    for (const amount of ['5.5', 4.25]) {
      expect(await payFor(id, { body: { amount } })).toMatchObject({
        json: { invoice: { status: 'partial' } },
      })
    }
    expect(await payFor(id, { body: { kind: 'wrong_asset', token: 'ETH', amount: '0.001' } })).toMatchObject({
      json: {
        steps: [{ step: { pay: '0.001', token: 'ETH' }, payment: { amount: 0.001, crypto_currency: 'ETH' } }],
      },
    })
    const seen = await ask(app, readPublic, `/api/v1/public/invoice/${id}`, { params: { id } })
    expect(seen.json.payment_progress).toMatchObject({ received: 9.75, remaining: 6.74 })
  })

  it('200 again with the same Idempotency-Key, and once', async () => {
    const id = await make()
    const once = { body: { kind: 'under' }, headers: { 'idempotency-key': 'first payment' } }
    const told = await Promise.all([payFor(id, once), payFor(id, once), payFor(id, once)])
    expect(new Set(told.map((one) => one.text)).size).toBe(1)
    expect(told.filter((one) => one.headers['idempotent-replayed'])).toHaveLength(2)
    expect(await ask(app, readOne, `/api/v1/invoices/${id}`, { key, params: { id } })).toMatchObject({
      json: { payments: [{ amount: 9.894 }] },
    })
    expect(await payFor(id, { ...once, body: { kind: 'over' } })).toMatchObject(
      refused(409, 'IDEMPOTENCY_CONFLICT'),
    )
  })

  it('400, 401, 413 and 415', async () => {
    const id = await make()
    expect((await payFor(id, { body: '{' })).status).toBe(400)
    expect((await payFor(id, { key: 'sk_test_no' })).status).toBe(401)
    expect((await payFor(id, { body: JSON.stringify({ kind: 'x'.repeat(2 ** 20) }) })).status).toBe(413)
    expect((await payFor(id, { body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  })

  it('403 with a live key, for a test invoice, a live one and none', async () => {
    for (const id of [await make(), await make(liveKey), 'inv_unknown']) {
      expect(await payFor(id, { key: liveKey })).toMatchObject(refused(403, 'TEST_MODE_ONLY'))
    }
    const analytics = await world.key(merchant.id, 'sk_test_analytics')
    expect(await payFor(await make(), { key: analytics })).toMatchObject(refused(403, 'FORBIDDEN'))
  })

  it('404 for a stranger’s invoice, a live one and nothing', async () => {
    const id = await make()
    expect(await payFor(id, { key: strangersKey })).toMatchObject(refused(404, 'NOT_FOUND'))
    expect(await payFor(await make(liveKey))).toMatchObject(refused(404, 'NOT_FOUND'))
    expect(await payFor('inv_unknown')).toMatchObject(refused(404, 'NOT_FOUND'))
  })

  it('409 while others play, and once the invoice is full', async () => {
    const id = await make()
    await app.db.transaction(async (tx) => {
      await claimLane(tx, `sandbox:${id}`)
      expect(await payFor(id)).toMatchObject(refused(409, 'TEST_INVOICE_BUSY'))
    })
    await updateLane(app.db, `sandbox:${id}`, { forks: Array.from({ length: 50 }, () => 0) })
    expect(await payFor(id, { body: { kind: 'reverted' } })).toMatchObject(refused(409, 'TEST_INVOICE_FULL'))
  })

  it.each([
    [{ kind: 'generous' }, 'kind'],
    [{ amount: '0' }, 'amount'],
    [{ amount: '-1' }, 'amount'],
    [{ amount: '1e3' }, 'amount'],
    [{ amount: '1.1234567' }, 'amount'],
    [{ token: 'DOGE' }, 'token'],
    [{ token: 5 }, 'token'],
  ])('422: %j', async (body, field) => {
    expect(await payFor(await make(), { body })).toMatchObject({ status: 422, json: { error: { field } } })
  })
})

describe('POST /api/v1/test/scenarios', () => {
  it('200: steps in their order, each with the time and the state after it', async () => {
    const id = await make()
    const steps = [
      { pay: '60%' },
      { wait: '20m' },
      { pay: 'rest' },
      { undo: 3 },
      { wait: 'expired' },
      { pay: '16.49' },
    ]
    const told = await playOn(id, steps)
    expect(told.status).toBe(200)
    const rows = told.json.steps as { step: object; at: string; status: string; exceptions: string[] }[]
    expect(
      rows.map(({ step, at, status, exceptions }) => [step, at.slice(11, 19), status, exceptions]),
    ).toEqual([
      [{ pay: '60%' }, '10:00:02', 'partial', []],
      [{ wait: '20m' }, '10:20:02', 'partial', []],
      [{ pay: 'rest' }, '10:20:04', 'paid', []],
      [{ undo: 3 }, '10:20:04', 'paid', ['reverted']],
      [{ wait: 'expired' }, '10:30:02', 'paid', ['reverted']],
      [{ pay: '16.49' }, '10:30:04', 'paid', ['reverted', 'late']],
    ])
  })

  it('200: a network that is down, blocks mined again, another token', async () => {
    const told = await playOn(await make(), [
      { down: '5m' },
      { pay: 'excess' },
      { wait: '300s' },
      { undo: 'payment', again: true },
      { pay: '1', token: 'USDC' },
    ])
    const rows = told.json.steps as { step: object; network: string; status: string }[]
    expect(rows.map(({ step, network, status }) => [step, network, status])).toEqual([
      [{ down: '5m' }, 'down', 'pending'],
      [{ pay: 'excess' }, 'down', 'pending'],
      [{ wait: '5m' }, 'up', 'paid'],
      [{ undo: 'payment', again: true }, 'up', 'paid'],
      [{ pay: '1', token: 'USDC' }, 'up', 'paid'],
    ])
  })

  it('400, 401, 403, 404, 413 and 415', async () => {
    const [id, steps] = [await make(), [{ pay: 'rest' }]]
    expect((await playOn(id, steps, { body: '[' })).status).toBe(400)
    expect((await playOn(id, steps, { key: 'sk_test_no' })).status).toBe(401)
    expect(await playOn(id, steps, { key: liveKey })).toMatchObject(refused(403, 'TEST_MODE_ONLY'))
    expect(await playOn(id, steps, { key: strangersKey })).toMatchObject(refused(404, 'NOT_FOUND'))
    expect(await playOn(await make(liveKey), steps)).toMatchObject(refused(404, 'NOT_FOUND'))
    expect((await playOn(id, steps, { body: JSON.stringify('x'.repeat(2 ** 20)) })).status).toBe(413)
    expect((await playOn(id, steps, { body: '{}', headers: { 'content-type': 'text/xml' } })).status).toBe(
      415,
    )
  })

  it('409 while others play', async () => {
    const id = await make()
    await app.db.transaction(async (tx) => {
      await claimLane(tx, `sandbox:${id}`)
      expect(await playOn(id, [{ pay: 'rest' }])).toMatchObject(refused(409, 'TEST_INVOICE_BUSY'))
    })
  })

  it.each([
    [undefined, 'steps'],
    [[], 'steps'],
    [Array.from({ length: 51 }, () => ({ wait: '1s' })), 'steps'],
    [['pay'], 'steps[0]'],
    [[{}], 'steps[0]'],
    [[{ pay: 'rest' }, { pay: 'rest', wait: '1m' }], 'steps[1]'],
    [[{ jump: 3 }], 'steps[0].jump'],
    [[{ pay: 'some' }], 'steps[0].pay'],
    [[{ pay: '60.001%' }], 'steps[0].pay'],
    [[{ pay: '1001%' }], 'steps[0].pay'],
    [[{ wait: 20 }], 'steps[0].wait'],
    [[{ wait: '0m' }], 'steps[0].wait'],
    [[{ wait: '20m', again: true }], 'steps[0]'],
    [[{ wait: '20m', token: 'ETH' }], 'steps[0]'],
    [[{ undo: 0 }], 'steps[0].undo'],
    [[{ undo: 101 }], 'steps[0].undo'],
    [[{ down: 'expired' }], 'steps[0].down'],
  ])('422: %j', async (steps, field) => {
    expect(await playOn('inv_any', steps)).toMatchObject({ status: 422, json: { error: { field } } })
  })

  it('422 for what only playing shows, with the step, and nothing has happened', async () => {
    const id = await make()
    const steps = [{ pay: '1' }, { pay: '1.1234567' }]
    expect(await playOn(id, steps)).toMatchObject({
      status: 422,
      json: { error: { constraints: { step: 2 } } },
    })
    expect(await playOn(id, [{ wait: '400d' }])).toMatchObject({ status: 422, json: { error: {} } })
    const seen = await ask(app, readOne, `/api/v1/invoices/${id}`, { key, params: { id } })
    expect(seen.json).toMatchObject({ status: 'pending', payments: [] })
  })

  it('422 without an invoice', async () => {
    expect(await playOn(undefined, [{ pay: 'rest' }])).toMatchObject({
      json: { error: { field: 'invoice_id' } },
    })
  })
})
