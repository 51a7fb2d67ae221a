import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { GET as read } from '@/app/api/v1/checkout_sessions/[id]/route'
import { GET as list, POST as create } from '@/app/api/v1/checkout_sessions/route'
import { POST as pay } from '@/app/api/v1/test/checkout_sessions/[id]/payments/route'
import { POST as scenario } from '@/app/api/v1/test/scenarios/route'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/cancel/route'
import { POST as complete } from '@/app/api/v1/invoices/[id]/complete/route'
import { customers, merchants, paymentMethods, sessionEvents } from '@/db/schema'
import { createLink } from '@/lib/services/links/createLink'
import { eraseCustomer } from '@/lib/services/customers/eraseCustomer'
import { getPublicSession } from '@/lib/services/sessions/getPublicSession'
import type { Actor } from '@/lib/services/context'
import { ask, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { linkInput } from '@/tests/support/links'

const PATH = '/api/v1/checkout_sessions'
const AMOUNT = { amount: { value: '16.49', currency: 'USD' } }
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id, 'ck_test')
const secret = await world.key(merchant.id, 'sk_test')
const stranger = await world.key((await world.merchant()).id, 'ck_test')
const tester: Actor = {
  merchantId: merchant.id,
  mode: 'test',
  label: 'test',
  ipAddress: null,
  userAgent: null,
  requestId: null,
}

type Json = Record<string, unknown>
const made = (body: object = AMOUNT, as = key) => ask(app, create, PATH, { key: as, body })
const one = (id: unknown, more: Asked = {}) =>
  ask(app, read, `${PATH}/${String(id)}`, { key, params: { id: String(id) }, ...more })
const started = async (body: object = AMOUNT) => (await made(body)).json
const paid = (id: unknown, body: object = {}) =>
  ask(app, pay, `/api/v1/test/checkout_sessions/${String(id)}/payments`, {
    key,
    params: { id: String(id) },
    body,
  })

/** Lets steps happen to a session's invoice, and reads the session. */
async function played(session: Json, ...steps: object[]): Promise<Json> {
  const body = { invoice_id: session.invoiceId, steps }
  const told = await ask(app, scenario, '/api/v1/test/scenarios', { key: secret, body })
  expect(told.status).toBe(200)
  return (await one(session.id)).json
}

/** What was told of a session, in its order. */
async function eventsOf(session: Json) {
  return app.db
    .select()
    .from(sessionEvents)
    .where(eq(sessionEvents.sessionId, String(session.id)))
    .orderBy(asc(sessionEvents.seq))
}
const told = async (session: Json) =>
  (await eventsOf(session)).map(({ type }) => type.replace('session.', ''))

describe('POST', () => {
  it('begins a session over an amount, in ether, with the other methods beside it', async () => {
    const session = await made({
      ...AMOUNT,
      metadata: { order_id: 'ord_1' },
      customerEmail: 'Ann@Example.com',
    })
    expect(session.status).toBe(201)
    const { address, id } = session.json
    expect(session.json).toEqual({
      id: expect.stringMatching(/^cs_[0-9a-z]{26}$/),
      object: 'checkout_session',
      linkId: null,
      status: 'pending',
      title: 'Acme VPN Services',
      address: expect.stringMatching(/^0x[0-9A-Fa-f]{40}$/),
      amount: { wei: '8245000000000000', eth: '0.008245' },
      fiat: { amount: '16.49', currency: 'USD' },
      ethPriceUsd: '2000.00',
      paymentOptions: [
        { token: 'ETH', network: 'sandbox', chainId: 7_263_269, address, amount: '0.008245' },
        { token: 'USDC', network: 'sandbox', chainId: 7_263_269, address, amount: '16.49' },
        { token: 'USDT', network: 'sandbox', chainId: 7_263_269, address, amount: '16.49' },
      ],
      expiresAt: '2026-01-15T10:05:00Z',
      paidAt: null,
      txHash: null,
      chainId: 7_263_269,
      metadata: { order_id: 'ord_1' },
      customerId: null,
      collected: { email: 'ann@example.com', name: null, note: null },
      successUrl: null,
      cancelUrl: null,
      checkoutUrl: `https://checkout.example/checkout/${String(id)}`,
      invoiceId: expect.stringMatching(/^inv_/),
      createdAt: '2026-01-15T10:00:00Z',
    })
    expect((await one(id)).json).toEqual(session.json)
    expect((await eventsOf(session.json))[0]).toMatchObject({
      type: 'session.created',
      data: session.json,
      seq: 1,
    })
  })

  it('begins one at a link, whose addresses it can override', async () => {
    const urls = { successUrl: 'https://merchant.com/thanks', cancelUrl: 'https://merchant.com/basket' }
    const link = await createLink(app, tester, linkInput(urls))
    expect(await started({ linkId: link.id })).toMatchObject({
      linkId: link.id,
      title: 'House blend',
      fiat: { amount: '16.49', currency: 'USD' },
      metadata: null,
      ...urls,
    })
    const own = { successUrl: 'https://merchant.com/thanks/7' }
    expect(await started({ linkId: link.id, ...own })).toMatchObject({ ...urls, ...own })
    const listed = await ask(app, list, `${PATH}?linkId=${link.id}`, { key })
    expect(listed.json.data).toHaveLength(2)
  })

  it('takes an amount of the customer’s at a link that lets them choose, from its least on', async () => {
    const fixed = await createLink(app, tester, linkInput())
    const open = await createLink(app, tester, linkInput({ customerChooses: true, minimumHundredths: 500n }))
    const amount = (value: string, currency = 'USD') => ({ amount: { value, currency } })
    expect(await started({ linkId: open.id, ...amount('5.00') })).toMatchObject({ fiat: { amount: '5.00' } })
    expect(await started({ linkId: open.id })).toMatchObject({ fiat: { amount: '16.49' } })
    for (const [body, param] of [
      [{ linkId: open.id, ...amount('4.99') }, 'amount.value'],
      [{ linkId: open.id, ...amount('10000.01') }, 'amount.value'],
      [{ linkId: fixed.id, ...amount('5.00') }, 'amount'],
    ] as const) {
      expect(await made(body)).toMatchObject({ status: 400, json: { error: { param } } })
    }
  })

  it.each([
    ['amount', {}],
    ['amount.value', { amount: { value: 16.49, currency: 'USD' } }],
    ['amount.value', { amount: { value: '0.10', currency: 'USD' } }],
    ['amount.value', { amount: { value: '99999', currency: 'USD' } }],
    ['amount.currency', { amount: { value: '16.49', currency: 'XXX' } }],
    ['amount.currency', { amount: { value: '16.49' } }],
    ['customerEmail', { ...AMOUNT, customerEmail: 'nobody' }],
    ['successUrl', { ...AMOUNT, successUrl: 'http://merchant.com' }],
    ['metadata', { ...AMOUNT, metadata: [] }],
    ['metadata.a', { ...AMOUNT, metadata: { a: 'x'.repeat(501) } }],
  ])('refuses a wrong %s', async (param, body) => {
    expect(await made(body)).toMatchObject({
      status: 400,
      json: { error: { type: 'invalid_request', param } },
    })
  })

  it('refuses a link that is not there, inactive, over or somebody else’s', async () => {
    const past = new Date(app.clock.now().getTime() - 1)
    const refused = async (linkId: string, as = key) => {
      const { status, json } = await made({ linkId }, as)
      return [status, (json.error as Json).code, (json.error as Json).param]
    }
    expect(await refused('plink_nothing')).toEqual([404, 'not_found', 'linkId'])
    const closed = await createLink(app, tester, linkInput({ active: false }))
    expect(await refused(closed.id)).toEqual([409, 'link_closed', 'linkId'])
    const ended = await createLink(app, tester, linkInput({ endsAt: past }))
    expect(await refused(ended.id)).toEqual([409, 'link_closed', 'linkId'])
    const mine = await createLink(app, tester, linkInput())
    expect(await refused(mine.id, stranger)).toEqual([404, 'not_found', 'linkId'])
    expect(await refused(mine.id, await world.key(merchant.id, 'ck_live'))).toEqual([
      404,
      'not_found',
      'linkId',
    ])
  })

  it('is made without native coin too, and says so (Q11)', async () => {
    const dollars = await world.newMerchant()
    await app.db
      .delete(paymentMethods)
      .where(and(eq(paymentMethods.merchantId, dollars.id), eq(paymentMethods.token, 'ETH')))
    const session = (await made(AMOUNT, await world.key(dollars.id, 'ck_test'))).json
    expect(session).toMatchObject({ amount: null, ethPriceUsd: null, chainId: 7_263_269 })
    expect(session.paymentOptions).toEqual([
      expect.objectContaining({ token: 'USDC', address: session.address }),
      expect.objectContaining({ token: 'USDT', address: session.address }),
    ])
    await app.db.delete(paymentMethods).where(eq(paymentMethods.merchantId, dollars.id))
    const nothing = await made(AMOUNT, await world.key(dollars.id, 'ck_test'))
    expect(nothing).toMatchObject({ status: 400, json: { error: { code: 'payment_method_required' } } })
  })
})

describe('each state, from the first to the last event', () => {
  it('pending, detected, paid', async () => {
    const session = await started({ ...AMOUNT, customerEmail: 'paid@example.com' })
    const detected = (await paid(session.id, { wait: false })).json
    expect(detected).toMatchObject({
      status: 'detected',
      txHash: expect.stringMatching(/^0x/),
      paidAt: null,
      customerId: null,
    })
    const done = await played(session, { wait: 'confirmed' })
    expect(done).toMatchObject({
      status: 'paid',
      txHash: detected.txHash,
      customerId: expect.stringMatching(/^cus_/),
    })
    expect(await told(session)).toEqual(['created', 'detected', 'paid'])
    expect((await eventsOf(session)).map(({ data }) => data.status)).toEqual(['pending', 'detected', 'paid'])
    expect((await eventsOf(session)).at(-1)?.data).toEqual(done)
  })

  it.each(['ETH', 'USDC', 'USDT'])('paid in %s at the one address', async (token) => {
    const session = await started()
    expect((await paid(session.id, { token })).json).toMatchObject({
      status: 'paid',
      address: session.address,
    })
  })

  it('underpaid, until the rest comes', async () => {
    const session = await started()
    expect((await paid(session.id, { kind: 'under' })).json).toMatchObject({ status: 'underpaid' })
    expect((await paid(session.id)).json).toMatchObject({ status: 'paid' })
    expect(await told(session)).toEqual(['created', 'underpaid', 'detected', 'paid'])
  })

  it('underpaid at its end waits for the merchant, who can take it', async () => {
    const session = await started()
    await paid(session.id, { kind: 'under' })
    expect(await played(session, { wait: 'expired' })).toMatchObject({ status: 'underpaid' })
    const id = String(session.invoiceId)
    await ask(app, complete, `/api/v1/invoices/${id}/complete`, {
      key: secret,
      params: { id },
      body: { reason: 'ok' },
    })
    expect((await one(session.id)).json).toMatchObject({ status: 'paid' })
  })

  it('overpaid waits for the merchant', async () => {
    const session = await started()
    expect((await paid(session.id, { kind: 'over' })).json).toMatchObject({ status: 'overpaid' })
    expect(await told(session)).toEqual(['created', 'detected', 'overpaid'])
  })

  it('overpaid by somebody who is known is paid: the excess is theirs (D8)', async () => {
    const session = await started({ ...AMOUNT, customerEmail: 'over@example.com' })
    expect((await paid(session.id, { kind: 'over' })).json).toMatchObject({ status: 'paid' })
    expect(await told(session)).toEqual(['created', 'detected', 'paid'])
  })

  it('expired, and nothing is credited by itself after the grace', async () => {
    const session = await started()
    expect(await played(session, { wait: 'expired' })).toMatchObject({ status: 'expired' })
    const late = await played(session, { wait: '11m' }, { pay: 'rest' }, { wait: 'confirmed' })
    expect(late).toMatchObject({ status: 'expired', paidAt: null })
    expect(await told(session)).toEqual(['created', 'expired'])
    const id = String(session.invoiceId)
    await ask(app, complete, `/api/v1/invoices/${id}/complete`, {
      key: secret,
      params: { id },
      body: { reason: 'ok' },
    })
    expect((await one(session.id)).json).toMatchObject({ status: 'paid_late' })
    expect(await told(session)).toEqual(['created', 'expired', 'paid_late'])
  })

  it('paid_late within the grace, by itself (D10)', async () => {
    const session = await started()
    const late = await played(session, { wait: '14m' }, { pay: 'rest' }, { wait: 'confirmed' })
    expect(late).toMatchObject({ status: 'paid_late' })
    expect(await told(session)).toEqual(['created', 'expired', 'detected', 'paid_late'])
  })

  it('paid in time stays paid, whatever comes on top later', async () => {
    const session = await started()
    await paid(session.id)
    const more = await played(session, { wait: '10m' }, { pay: '60%' }, { wait: 'confirmed' })
    expect(['paid', 'overpaid']).toContain(more.status)
    expect(await told(session)).not.toContain('paid_late')
  })

  it('pending again when its block is undone before it was paid', async () => {
    const session = await started()
    await paid(session.id, { wait: false })
    expect(await played(session, { undo: 'payment' })).toMatchObject({ status: 'pending' })
    expect(await told(session)).toEqual(['created', 'detected', 'pending'])
  })

  it('failed when its block is undone after it was paid (D1), and paid again when it comes back', async () => {
    const session = await started()
    expect((await paid(session.id, { kind: 'reverted', wait: false })).json).toMatchObject({
      status: 'failed',
    })
    expect(await told(session)).toEqual(['created', 'detected', 'paid', 'failed'])
  })

  it('failed when its invoice is cancelled', async () => {
    const session = await started()
    const id = String(session.invoiceId)
    await ask(app, cancel, `/api/v1/invoices/${id}/cancel`, { key: secret, params: { id }, body: {} })
    expect((await one(session.id)).json).toMatchObject({ status: 'failed' })
    expect(await told(session)).toEqual(['created', 'failed'])
  })
})

describe('who asks', () => {
  it('a stranger, and the other mode, find nothing', async () => {
    const { id } = await started()
    for (const other of [stranger, await world.key(merchant.id, 'ck_live')]) {
      expect((await one(id, { key: other })).status).toBe(404)
      const cursor = await ask(app, list, `${PATH}?starting_after=${String(id)}`, { key: other })
      expect(cursor).toMatchObject({ status: 400, json: { error: { param: 'starting_after' } } })
      expect((await ask(app, list, PATH, { key: other })).text).not.toContain(String(id))
    }
  })

  it('needs the scope', async () => {
    const reader = await world.key(merchant.id, 'ck_test', ['sessions:read'])
    expect((await made(AMOUNT, reader)).status).toBe(403)
    expect((await ask(app, list, PATH, { key: reader })).status).toBe(200)
    const links = await world.key(merchant.id, 'ck_test', ['links:read'])
    expect((await ask(app, list, PATH, { key: links })).status).toBe(403)
  })

  it('a live session is not played', async () => {
    const live = await world.key(merchant.id, 'ck_live')
    const id = String((await made(AMOUNT, live)).json.id)
    const path = `/api/v1/test/checkout_sessions/${id}/payments`
    const refused = await ask(app, pay, path, { key: live, params: { id }, body: {} })
    expect(refused).toMatchObject({
      status: 403,
      json: { error: { type: 'permission', code: 'test_mode_only' } },
    })
  })
})

it('stays readable, and can be ended, once its network is closed', async () => {
  const shop = await world.merchant()
  const live = await world.key(shop.id, 'ck_live')
  const session = (await made(AMOUNT, live)).json
  const closed = await testApp({
    database: world.database,
    environment: { NETWORKS: '', RPC_URLS_LOCAL: '' },
  })
  const path = `${PATH}/${String(session.id)}`
  const alone = await ask(closed.app, read, path, { key: live, params: { id: String(session.id) } })
  expect(alone).toMatchObject({ status: 200, json: session })
  const all = await ask(closed.app, list, PATH, { key: live })
  expect(all).toMatchObject({ status: 200, json: { data: [session] } })
  const page = await getPublicSession(closed.app, String(session.id), {
    token: null,
    network: null,
  })
  expect(page.payable.invoice.networks).toEqual([{ network: 'local', name: 'Local chain', delayed: true }])

  const ended = await ask(closed.app, cancel, `/api/v1/invoices/${String(session.invoiceId)}/cancel`, {
    key: await world.key(shop.id, 'sk_live'),
    params: { id: String(session.invoiceId) },
    body: {},
  })
  expect(ended.status).toBe(200)
  const after = await ask(closed.app, read, path, { key: live, params: { id: String(session.id) } })
  expect(after.json.status).toBe('failed')
})

it('lists all of them once, the newest first', async () => {
  const fresh = await world.key((await world.merchant()).id, 'ck_test')
  const ids: unknown[] = []
  for (let n = 0; n < 3; n++) {
    world.advance(1_000)
    ids.unshift((await made(AMOUNT, fresh)).json.id)
  }
  const first = (await ask(app, list, `${PATH}?limit=2`, { key: fresh })).json
  const rest = (
    await ask(app, list, `${PATH}?limit=2&starting_after=${String(first.nextCursor)}`, { key: fresh })
  ).json
  const shown = [...(first.data as Json[]), ...(rest.data as Json[])].map(({ id }) => id)
  expect([shown, first.hasMore, rest.hasMore, rest.nextCursor]).toEqual([ids, true, false, null])
})

it('forgets what a customer said of themselves with the customer (L7)', async () => {
  const session = await started({ ...AMOUNT, customerEmail: 'forget@example.com' })
  const done = (await paid(session.id)).json
  await eraseCustomer(app, tester, String(done.customerId))
  expect((await one(session.id)).text).not.toContain('forget@')
  expect(JSON.stringify(await eventsOf(session))).not.toContain('forget@')
  expect(await app.db.select().from(customers).where(eq(customers.email, 'forget@example.com'))).toEqual([])
})

it('never spends the credit of whoever’s e-mail is typed', async () => {
  const email = 'credit@example.com'
  const first = await started({ ...AMOUNT, customerEmail: email })
  await paid(first.id, { kind: 'over' })
  const second = await started({ ...AMOUNT, customerEmail: email })
  expect(second).toMatchObject({ status: 'pending', amount: first.amount })
})

describe('a limit of uses', () => {
  it('is never exceeded, however many come at once', async () => {
    await app.db.update(merchants).set({ planType: 'enterprise' }).where(eq(merchants.id, merchant.id))
    const link = await createLink(app, tester, linkInput({ maxUses: 3 }))
    const asked = await Promise.all(Array.from({ length: 10 }, () => made({ linkId: link.id })))
    const begun = asked.filter(({ status }) => status === 201).map(({ json }) => json)
    expect(begun).toHaveLength(3)
    expect(asked.filter(({ status }) => status === 409)).toHaveLength(7)
    for (const session of begun) expect((await paid(session.id)).json.status).toBe('paid')
    expect((await made({ linkId: link.id })).status).toBe(409)
  })

  it('is held by who does not pay until money could no longer come in time', async () => {
    const link = await createLink(app, tester, linkInput({ maxUses: 1 }))
    const session = await started({ linkId: link.id })
    world.advance(14 * 60_000)
    await played(session, { wait: '1s' })
    expect((await one(session.id)).json.status).toBe('expired')
    expect((await made({ linkId: link.id })).status).toBe(409)
    world.advance(2 * 60_000)
    expect((await made({ linkId: link.id })).status).toBe(201)
  })

  it('is held no longer by who pays a part of it', async () => {
    const link = await createLink(app, tester, linkInput({ maxUses: 1 }))
    const session = await started({ linkId: link.id })
    expect((await paid(session.id, { kind: 'under' })).json.status).toBe('underpaid')
    expect((await made({ linkId: link.id })).status).toBe(409)
    world.advance(16 * 60_000)
    await played(session, { wait: '1s' })
    expect((await one(session.id)).json.status).toBe('underpaid')
    expect((await made({ linkId: link.id })).status).toBe(201)
  })
})
