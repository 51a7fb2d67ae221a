import { eq, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { POST as begin } from '@/app/api/v1/checkout_sessions/route'
import { GET as credit } from '@/app/api/v1/customers/[id]/credit/route'
import { DELETE, GET as read, PATCH } from '@/app/api/v1/customers/[id]/route'
import { GET as list, POST as create } from '@/app/api/v1/customers/route'
import { GET as readSession } from '@/app/api/v1/checkout_sessions/[id]/route'
import { GET as listEvents } from '@/app/api/v1/events/route'
import { GET as listInvoices, POST as createInvoice } from '@/app/api/v1/invoices/route'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { auditEntries, customers, sessionEvents } from '@/db/schema'
import type { Actor } from '@/lib/services/context'
import { eraseCustomer } from '@/lib/services/customers/eraseCustomer'
import { playTest } from '@/lib/services/testmode/playTest'
import { stepsOf } from '@/lib/services/testmode/steps'
import { inTransaction } from '@/lib/services/transaction'
import { ask, EXAMPLE, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const PATH = '/api/v1/customers'
const world = await testApp()
const { app } = world

type Json = Record<string, unknown>
type Page = { data: Json[]; total: number; page: number; limit: number }

/** Until a transaction waits for another one. */
const somebodyWaits = () =>
  vi.waitFor(async () => {
    const waiting = await app.db.execute(
      sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    expect(waiting.length).toBeGreaterThan(0)
  }, 20_000)

/** Something to wait for, and who says that it is there. */
function opening() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), passed }
}

async function shop() {
  const { id: merchantId } = await world.merchant()
  const [key, secretKey] = [await world.key(merchantId, 'ck_test'), await world.key(merchantId, 'sk_test')]
  const one = (route: typeof read, id: unknown, more: Asked = {}) =>
    ask(app, route, `${PATH}/${String(id)}`, { key, params: { id: String(id) }, ...more })
  const actor: Actor = {
    merchantId,
    mode: 'test',
    label: 'test',
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  const begins = async (more: object): Promise<Json> => {
    const body = { amount: { value: '16.49', currency: 'USD' }, ...more }
    return (await ask(app, begin, '/api/v1/checkout_sessions', { key, body })).json
  }
  const plays = async (session: Json, ...steps: object[]) => {
    const body = { invoice_id: session.invoiceId, steps }
    const told = await ask(app, play, '/api/v1/test/scenarios', { key: secretKey, body })
    expect(told.status).toBe(200)
  }
  return {
    merchantId,
    key,
    secretKey,
    actor,
    begins,
    plays,
    make: (body: object, more: Asked = {}) => ask(app, create, PATH, { key, body, ...more }),
    read: (id: unknown, as = key) => one(read, id, { key: as }),
    change: (id: unknown, body: object, as = key) => one(PATCH, id, { method: 'PATCH', body, key: as }),
    remove: (id: unknown, as = key) => one(DELETE, id, { method: 'DELETE', key: as }),
    list: (query = '', as = key) => ask(app, list, `${PATH}${query}`, { key: as }),
    page: async (query = '', as = key) =>
      (await ask(app, list, `${PATH}${query}`, { key: as })).json as unknown as Page,
    /** A session with an e-mail, paid in part, whole or too much. */
    async pays(email: string, pay = 'rest', token?: string): Promise<Json> {
      const session = await begins({ customerEmail: email })
      await plays(session, { pay, ...(token ? { token } : {}) }, { wait: 'confirmed' })
      return session
    },
  }
}

describe('a customer', () => {
  it('is added, read, changed', async () => {
    const one = await shop()
    const made = await one.make({ email: ' Ann@Example.com ', name: 'Ann', color: 'red' })
    expect(made).toMatchObject({ status: 201 })
    expect(made.json).toEqual({
      id: expect.stringMatching(/^cus_[0-9a-z]{26}$/),
      object: 'customer',
      email: 'ann@example.com',
      name: 'Ann',
      reference: null,
      paid: [],
      received: [],
      credit: [],
      createdAt: '2026-01-15T10:00:00Z',
      updatedAt: '2026-01-15T10:00:00Z',
    })
    const { id } = made.json
    expect((await one.read(id)).json).toEqual(made.json)
    expect((await one.change(id, {})).json).toEqual(made.json)
    expect((await one.change(id, { name: null })).json).toEqual({ ...made.json, name: null })
    expect((await one.change(id, { email: 'Ann2@example.com' })).json).toMatchObject({
      email: 'ann2@example.com',
      name: null,
    })
  })

  it.each([
    ['email', {}],
    ['email', { email: 'ann' }],
    ['email', { email: 7 }],
    ['email', { email: `${'a'.repeat(250)}@b.de` }],
    ['name', { email: 'b@example.com', name: '' }],
    ['name', { email: 'b@example.com', name: 'x'.repeat(256) }],
    ['name', { email: 'b@example.com', name: 'a\0b' }],
  ])('400 for a wrong %s: %j', async (param, body) => {
    expect(await (await shop()).make(body)).toMatchObject({
      status: 400,
      json: { error: { type: 'invalid_request', param } },
    })
  })

  it('has an e-mail that no other has, in a merchant and mode', async () => {
    const one = await shop()
    const taken = { status: 409, json: { error: { type: 'conflict', code: 'email_taken', param: 'email' } } }
    await one.make({ email: 'ann@example.com' })
    expect(await one.make({ email: 'ANN@example.com' })).toMatchObject(taken)
    const bob = await one.make({ email: 'bob@example.com' })
    expect(await one.change(bob.json.id, { email: 'ann@example.com' })).toMatchObject(taken)
    expect((await one.read(bob.json.id)).json.email).toBe('bob@example.com')
    const live = await world.key(one.merchantId, 'ck_live')
    expect((await one.make({ email: 'ann@example.com' }, { key: live })).status).toBe(201)
    expect((await (await shop()).make({ email: 'ann@example.com' })).status).toBe(201)
    const all = await Promise.all(Array.from({ length: 6 }, () => one.make({ email: 'at@once.example' })))
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409, 409])
  })

  it('is made once under one Idempotency-Key', async () => {
    const one = await shop()
    const headers = { 'idempotency-key': 'ann' }
    const [first, again] = [
      await one.make({ email: 'ann@example.com' }, { headers }),
      await one.make({ email: 'ann@example.com' }, { headers }),
    ]
    expect([again.status, again.json]).toEqual([201, first.json])
  })

  it('is nobody else’s, and of no other mode', async () => {
    const one = await shop()
    const { id } = (await one.make({ email: 'ann@example.com' })).json
    for (const key of [(await shop()).key, await world.key(one.merchantId, 'ck_live')]) {
      expect(await one.read(id, key)).toMatchObject({ status: 404, json: { error: { type: 'not_found' } } })
      expect((await one.change(id, { name: 'Eve' }, key)).status).toBe(404)
      expect((await one.remove(id, key)).status).toBe(404)
      expect((await one.page('', key)).data).toEqual([])
    }
  })

  it('asks for the scopes of customers', async () => {
    const one = await shop()
    const reader = await world.key(one.merchantId, 'ck_test', ['customers:read'])
    const { id } = (await one.make({ email: 'ann@example.com' })).json
    expect((await one.read(id, reader)).status).toBe(200)
    expect((await one.change(id, {}, reader)).status).toBe(403)
    expect((await one.remove(id, reader)).status).toBe(403)
    expect((await one.make({ email: 'b@example.com' }, { key: reader })).status).toBe(403)
    const other = await world.key(one.merchantId, 'ck_test', ['sessions:read'])
    expect((await one.list('', other)).status).toBe(403)
  })
})

describe('the list', () => {
  it('has numbered pages with a total, newest first', async () => {
    const one = await shop()
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      world.advance(1000)
      await one.make({ email: `${name}@example.com` })
    }
    const names = async (query: string) => (await one.page(query)).data.map(({ email }) => String(email)[0])
    expect(await one.page('?limit=2')).toMatchObject({ object: 'list', total: 5, page: 1, limit: 2 })
    expect(await names('?limit=2')).toEqual(['e', 'd'])
    expect(await names('?limit=2&page=2')).toEqual(['c', 'b'])
    expect(await names('?limit=2&page=3')).toEqual(['a'])
    expect(await one.page('?limit=2&page=4')).toMatchObject({ data: [], total: 5, page: 4 })
    expect(await one.page()).toMatchObject({ total: 5, page: 1, limit: 25 })
  })

  it('finds one by the whole e-mail', async () => {
    const one = await shop()
    await one.make({ email: 'ann@example.com' })
    await one.make({ email: 'joann@example.com' })
    expect(await one.page('?email=ANN@example.com')).toMatchObject({
      data: [{ email: 'ann@example.com' }],
      total: 1,
    })
    expect(await one.page('?email=ann@example')).toMatchObject({ data: [], total: 0 })
  })

  it.each([
    ['page', '?page=0'],
    ['page', '?page=x'],
    ['page', '?page=10001'],
    ['limit', '?limit=101'],
  ])('400 for a wrong %s: %s', async (param, query) => {
    expect(await (await shop()).list(query)).toMatchObject({ status: 400, json: { error: { param } } })
  })

  it('is asked for an e-mail, and says so otherwise', async () => {
    const one = await shop()
    for (const email of ['%00', 'a%00@b.c', 'ann', '', 'a'.repeat(250) + '@b.cc']) {
      expect(await one.list(`?email=${email}`)).toMatchObject({
        status: 400,
        json: { error: { type: 'invalid_request', param: 'email' } },
      })
    }
    // Whatever names a customer finds them.
    const body = { ...EXAMPLE, metadata: { customer_email: 'Ann@localhost' } }
    await ask(app, createInvoice, '/api/v1/invoices', { key: one.secretKey, body })
    expect(await one.page('?email=ann@LOCALHOST')).toMatchObject({ data: [{ email: 'ann@localhost' }] })
  })
})

describe('what a customer has paid', () => {
  it('is summed over sessions and invoices, by currency and asset, with what they have left', async () => {
    const one = await shop()
    await one.pays('ann@example.com', 'rest', 'USDC')
    await one.pays('ann@example.com', 'rest', 'USDC')
    await one.pays('ann@example.com')
    const body = { ...EXAMPLE, metadata: { customer_email: 'Ann@example.com' } }
    const invoice = (await ask(app, createInvoice, '/api/v1/invoices', { key: one.secretKey, body })).json
    const steps = [{ pay: '21.49' }, { wait: 'confirmed' }]
    await ask(app, play, '/api/v1/test/scenarios', {
      key: one.secretKey,
      body: { invoice_id: invoice.id, steps },
    })
    const { data } = await one.page('?email=ann@example.com')
    expect(data).toMatchObject([
      {
        email: 'ann@example.com',
        paid: [{ currency: 'USD', amount: '70.96', invoices: 4 }],
        received: [
          { token: 'ETH', network: 'sandbox', amount: '0.008245' },
          { token: 'USDC', network: 'sandbox', amount: '32.98' },
          { token: 'USDT', network: 'sandbox', amount: '21.49' },
        ],
        credit: [{ token: 'USDT', network: 'sandbox', available: '5', reserved: '0' }],
      },
    ])
    // Document 004's form is as it was.
    const id = String(data[0]?.id)
    const asked = { key: one.secretKey, params: { id } }
    expect((await ask(app, credit, `${PATH}/${id}/credit`, asked)).json).toMatchObject({
      customer: { id, email: 'ann@example.com', customer_id: null },
      balances: [{ crypto_currency: 'USDT', available: 5 }],
    })
  })

  it('is nothing once its block is undone', async () => {
    const one = await shop()
    const session = await one.pays('ann@example.com', 'rest', 'USDC')
    const body = { invoice_id: session.invoiceId, steps: [{ undo: 'payment' }] }
    await ask(app, play, '/api/v1/test/scenarios', { key: one.secretKey, body })
    expect((await one.page()).data).toMatchObject([{ paid: [], received: [] }])
  })
})

describe('DELETE', () => {
  it('forgets who they are, everywhere, and keeps the books (L7)', async () => {
    const one = await shop()
    const session = await one.pays('ann@example.com')
    const [ann] = (await one.page()).data
    await one.change(ann?.id, { name: 'Ann Example' })
    const gone = await one.remove(ann?.id)
    expect(gone).toMatchObject({
      status: 200,
      json: { id: ann?.id, object: 'customer', email: null, name: null, paid: [{ amount: '16.49' }] },
    })
    for (const told of [await one.read(ann?.id), await one.remove(ann?.id), await one.change(ann?.id, {})]) {
      expect(told.status).toBe(404)
    }
    expect(await one.page()).toMatchObject({ data: [], total: 0 })
    const params = { id: String(session.id) }
    const now = await ask(app, readSession, `/api/v1/checkout_sessions/${params.id}`, {
      key: one.key,
      params,
    })
    expect(now.json).toMatchObject({ status: 'paid', collected: { email: null }, customerId: null })
    const of = { merchantId: one.merchantId }
    const kept = JSON.stringify([
      await app.db.select().from(customers).where(eq(customers.merchantId, of.merchantId)),
      await app.db.select().from(sessionEvents).where(eq(sessionEvents.merchantId, of.merchantId)),
      await app.db.select().from(auditEntries).where(eq(auditEntries.merchantId, of.merchantId)),
    ]).toLowerCase()
    for (const personal of ['ann@example.com', 'ann example']) expect(kept).not.toContain(personal)

    const told = await app.db.select().from(sessionEvents).where(eq(sessionEvents.sessionId, params.id))
    expect(told.map(({ data }) => data.customerId)).toEqual(told.map(() => null))

    // Whoever comes back is somebody new.
    const again = await one.make({ email: 'ann@example.com' })
    expect(again.status).toBe(201)
    expect(again.json).toMatchObject({ paid: [], credit: [] })
    expect(again.json.id).not.toBe(ann?.id)
  })

  it('forgets who was named in metadata, and what that was found by', async () => {
    const one = await shop()
    const metadata = { customer_email: 'Ann@Example.com', customer_id: 'cust_annie', order_id: 'ord_7' }
    const session = await one.begins({ metadata })
    await one.plays(session, { pay: 'rest' }, { wait: 'confirmed' })
    const finds = async (search: string) =>
      (await ask(app, listInvoices, `/api/v1/invoices?search=${search}`, { key: one.secretKey })).text
    expect(await finds('annie')).toContain(session.invoiceId)
    const [ann] = (await one.page()).data
    await one.remove(ann?.id)
    const told = await app.db
      .select()
      .from(sessionEvents)
      .where(eq(sessionEvents.sessionId, String(session.id)))
    expect(told.map(({ data }) => data.metadata)).toEqual(told.map(() => ({ order_id: 'ord_7' })))
    expect((await ask(app, listEvents, '/api/v1/events', { key: one.key })).text.toLowerCase()).not.toContain(
      'ann',
    )
    for (const word of ['annie', 'ann@example.com'])
      expect(await finds(word)).not.toContain(session.invoiceId)
    expect(await finds('ord_7')).toContain(session.invoiceId)
  })

  it('forgets what they said where they paid nothing, and nobody else', async () => {
    const one = await shop()
    const left = await one.begins({ customerEmail: 'Ann@example.com' })
    const other = await one.begins({ customerEmail: 'bob@example.com' })
    await one.pays('ann@example.com')
    const before = await one.begins({ customerEmail: 'old@example.com' })
    const [ann] = (await one.page()).data
    await one.change(ann?.id, { email: 'new@example.com' })
    await one.remove(ann?.id)
    const emailOf = async (session: Json) => {
      const params = { id: String(session.id) }
      const asked = { key: one.key, params }
      return (await ask(app, readSession, `/api/v1/checkout_sessions/${params.id}`, asked)).json.collected
    }
    expect(await emailOf(left)).toMatchObject({ email: null })
    expect(await emailOf(other)).toMatchObject({ email: 'bob@example.com' })
    expect(await emailOf(before)).toMatchObject({ email: 'old@example.com' })
    const told = await ask(app, listEvents, '/api/v1/events', { key: one.key })
    expect(told.text).not.toContain('ann@')
    expect(told.text).toContain('bob@example.com')
  })

  it('while a payment of theirs is settled, they are forgotten there too', async () => {
    const one = await shop()
    const kept = await one.begins({ customerEmail: 'ann@example.com' })
    await one.pays('ann@example.com')
    const [ann] = (await one.page()).data
    const gate = opening()
    const erased = opening()
    const erasing = inTransaction(app, async (tx) => {
      await eraseCustomer(tx, one.actor, String(ann?.id))
      erased.open()
      await gate.passed
    })
    await erased.passed
    const settling = one.plays(kept, { pay: '20.00', token: 'USDC' }, { wait: 'confirmed' })
    await somebodyWaits()
    gate.open()
    await Promise.all([erasing, settling])
    const params = { id: String(kept.id) }
    const now = await ask(app, readSession, `/api/v1/checkout_sessions/${params.id}`, {
      key: one.key,
      params,
    })
    expect(now.json).toMatchObject({ status: 'overpaid', customerId: null, collected: { email: null } })
    expect((await ask(app, listEvents, '/api/v1/events', { key: one.key })).text).not.toContain('ann@')
    expect(await one.page()).toMatchObject({ total: 0 })
  })

  it('waits for a payment of theirs that is being settled', async () => {
    const one = await shop()
    const kept = await one.begins({ customerEmail: 'ann@example.com' })
    await one.pays('ann@example.com')
    const [ann] = (await one.page()).data
    const gate = opening()
    const settled = opening()
    const settling = inTransaction(app, async (tx) => {
      await playTest(tx, one.actor, String(kept.invoiceId), [
        ...stepsOf('exact'),
        { type: 'wait', until: 'confirmed' },
      ])
      settled.open()
      await gate.passed
    })
    await settled.passed
    const erasing = one.remove(ann?.id)
    await somebodyWaits()
    gate.open()
    await Promise.all([erasing, settling])
    expect((await ask(app, listEvents, '/api/v1/events', { key: one.key })).text).not.toContain('ann@')
  })
})
