import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { POST as begin } from '@/app/api/v1/checkout_sessions/route'
import { GET as read } from '@/app/api/v1/events/[id]/route'
import { GET as list } from '@/app/api/v1/events/route'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/cancel/route'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { sessionEvents } from '@/db/schema'
import { SESSION_EVENTS } from '@/lib/domain/session'
import { createSession } from '@/lib/services/sessions/createSession'
import { forgetEvents } from '@/lib/services/sessionEvents/forgetEvents'
import type { Actor } from '@/lib/services/context'
import { inTransaction } from '@/lib/services/transaction'
import { ask, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { sessionInput } from '@/tests/support/links'

const PATH = '/api/v1/events'
const world = await testApp()
const { app } = world

type Json = Record<string, unknown>
type Page = { data: Json[]; hasMore: boolean; nextCursor: string | null }

/** A merchant with sessions of one mode. */
async function shop(form: 'ck_test' | 'ck_live' = 'ck_test') {
  const { id: merchantId } = await world.merchant()
  const [key, secretKey] = [
    await world.key(merchantId, form),
    await world.key(merchantId, form === 'ck_test' ? 'sk_test' : 'sk_live'),
  ]
  const actor: Actor = {
    merchantId,
    mode: form === 'ck_test' ? 'test' : 'live',
    label: 'test',
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  const events = async (query = '', as = key) => (await ask(app, list, `${PATH}${query}`, { key: as })).json
  return {
    merchantId,
    key,
    secretKey,
    actor,
    events: events as unknown as (query?: string, as?: string) => Promise<Page>,
    types: async (query = '') => ((await events(query)).data as Json[]).map(({ type }) => type),
    refused: (query: string) => ask(app, list, `${PATH}${query}`, { key }),
    one: (id: unknown, as = key) =>
      ask(app, read, `${PATH}/${String(id)}`, { key: as, params: { id: String(id) } }),
    async session(as = key): Promise<Json> {
      const body = { amount: { value: '16.49', currency: 'USD' } }
      const told = await ask(app, begin, '/api/v1/checkout_sessions', { key: as, body })
      expect(told.status).toBe(201)
      return told.json
    },
    async play(session: Json, ...steps: object[]): Promise<void> {
      const body = { invoice_id: session.invoiceId, steps }
      expect((await ask(app, play, '/api/v1/test/scenarios', { key: secretKey, body })).status).toBe(200)
    },
    cancel: (session: Json, more: Asked = {}) =>
      ask(app, cancel, `/api/v1/invoices/${String(session.invoiceId)}/cancel`, {
        key: secretKey,
        params: { id: String(session.invoiceId) },
        body: {},
        ...more,
      }),
  }
}

describe('what happened', () => {
  it('is told with the whole session as it was then, newest first', async () => {
    const one = await shop()
    const session = await one.session()
    await one.play(session, { pay: 'rest' }, { wait: 'confirmed' })
    const { data, hasMore, nextCursor } = await one.events()
    expect(data.map(({ type }) => type)).toEqual(['session.paid', 'session.detected', 'session.created'])
    expect([hasMore, nextCursor]).toEqual([false, null])
    expect(data.at(-1)).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
      object: 'event',
      type: 'session.created',
      livemode: false,
      data: session,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
    expect(data[0]).toMatchObject({ data: { id: session.id, status: 'paid', txHash: expect.any(String) } })
    for (const event of data) expect((await one.one(event.id)).json).toEqual(event)
  })

  it('has every type that a session can come to, and lists one alone', async () => {
    const one = await shop()
    const confirmed = { wait: 'confirmed' }
    const steps: Record<string, object[]> = {
      detected: [{ pay: 'rest' }],
      paid: [{ pay: 'rest' }, confirmed],
      underpaid: [{ pay: '50%' }],
      overpaid: [{ pay: '150%' }, confirmed],
      expired: [{ wait: 'expired' }],
      paid_late: [{ wait: '14m' }, { pay: 'rest' }, confirmed],
      pending: [{ pay: 'rest' }, { undo: 'payment' }],
    }
    for (const [name, played] of Object.entries(steps)) {
      const session = await one.session()
      await one.play(session, ...played)
      expect((await one.events('?limit=1')).data[0]).toMatchObject({
        type: `session.${name}`,
        data: { id: session.id, status: name },
      })
    }
    await one.cancel(await one.session())
    expect((await one.events('?limit=1')).data[0]).toMatchObject({ type: 'session.failed' })
    for (const type of SESSION_EVENTS) {
      const types = await one.types(`?type=${type}&limit=100`)
      expect(new Set(types)).toEqual(new Set([type]))
    }
  })

  it('stays as it was, whatever becomes of the session', async () => {
    const one = await shop()
    const session = await one.session()
    const { data } = await one.events()
    await one.play(session, { pay: 'rest' })
    expect((await one.one(data[0]?.id)).json).toEqual(data[0])
  })
})

describe('the list', () => {
  it('goes on by cursor, with and without a type, and ends', async () => {
    const one = await shop()
    for (let count = 0; count < 5; count += 1) await one.session()
    const all = (await one.events()).data.map(({ id }) => id)
    expect(all).toHaveLength(5)
    for (const type of ['', '&type=session.created']) {
      const seen: unknown[] = []
      let cursor = ''
      for (;;) {
        const page = await one.events(`?limit=2${type}${cursor}`)
        seen.push(...page.data.map(({ id }) => id))
        expect(page.hasMore).toBe(page.nextCursor !== null)
        if (!page.hasMore) break
        cursor = `&starting_after=${page.nextCursor}`
      }
      expect(seen).toEqual(all)
    }
  })

  it('begins after a moment', async () => {
    const one = await shop()
    await one.session()
    const soon = new Date(Date.now() + 60_000).toISOString()
    expect((await one.events(`?createdAfter=${soon}`)).data).toEqual([])
    const before = new Date(Date.now() - 60_000).toISOString()
    expect((await one.events(`?createdAfter=${before}`)).data).toHaveLength(1)
  })

  it.each([
    ['type', '?type=invoice.paid'],
    ['createdAfter', '?createdAfter=yesterday'],
    ['createdAfter', '?createdAfter=2026-01-15T10:00:00%2B02:00'],
    ['limit', '?limit=101'],
    ['limit', '?limit=0'],
    ['starting_after', '?starting_after=evt_00000000000000000000000000'],
  ])('400 for a wrong %s: %s', async (param, query) => {
    const one = await shop()
    expect(await one.refused(query)).toMatchObject({
      status: 400,
      json: { error: { type: 'invalid_request', param } },
    })
  })

  it('is each merchant’s own, and each mode’s', async () => {
    const one = await shop()
    await one.session()
    const liveKey = await world.key(one.merchantId, 'ck_live')
    await one.session(liveKey)
    const { data: test } = await one.events()
    const { data: live } = await one.events('', liveKey)
    expect([test.map(({ livemode }) => livemode), live.map(({ livemode }) => livemode)]).toEqual([
      [false],
      [true],
    ])
    const stranger = await shop()
    expect((await stranger.events()).data).toEqual([])
    for (const key of [stranger.key, liveKey]) {
      expect(await one.one(test[0]?.id, key)).toMatchObject({
        status: 404,
        json: { error: { type: 'not_found' } },
      })
      expect((await ask(app, list, `${PATH}?starting_after=${String(test[0]?.id)}`, { key })).status).toBe(
        400,
      )
    }
  })

  it('asks for events:read', async () => {
    const one = await shop()
    const key = await world.key(one.merchantId, 'ck_test', ['sessions:read'])
    expect((await ask(app, list, PATH, { key })).status).toBe(403)
    expect((await one.one('evt_1', key)).status).toBe(403)
  })

  it('never shows a newer event before one that is still being written (Q6)', async () => {
    const one = await shop()
    await one.session()
    const [first] = (await one.events()).data
    let whileWriting: Page | null = null
    const late = await inTransaction(app, async (tx) => {
      const view = await createSession(tx, one.actor, sessionInput())
      await one.session()
      whileWriting = await one.events()
      return view.session.id
    })
    expect(whileWriting).toMatchObject({ data: [{ id: first?.id }], hasMore: false })
    const { data } = await one.events()
    expect(data).toHaveLength(3)
    expect(data[2]?.id).toBe(first?.id)
    expect(data.map((event) => (event.data as Json).id)).toContain(late)
  })
})

describe('after 90 days', () => {
  it('they are forgotten, and a session is told no old news', async () => {
    const one = await shop()
    const session = await one.session()
    await one.play(session, { pay: 'rest' }, { wait: 'confirmed' })
    const { data } = await one.events()
    await app.db
      .update(sessionEvents)
      .set({ createdAt: new Date(app.clock.now().getTime() - 91 * 86_400_000) })
      .where(eq(sessionEvents.merchantId, one.merchantId))
    await app.db
      .update(sessionEvents)
      .set({ createdAt: new Date(app.clock.now().getTime() - 89 * 86_400_000) })
      .where(eq(sessionEvents.id, String(data[0]?.id)))
    await forgetEvents(app)
    expect((await one.events()).data.map(({ id }) => id)).toEqual([data[0]?.id])
    expect((await one.one(data[1]?.id)).status).toBe(404)
    await app.db.delete(sessionEvents).where(eq(sessionEvents.merchantId, one.merchantId))
    await one.play(session, { wait: '2s' })
    expect(await one.types()).toEqual([])
    await one.play(session, { undo: 'payment' })
    const events = await app.db
      .select()
      .from(sessionEvents)
      .where(eq(sessionEvents.merchantId, one.merchantId))
    expect(events.map(({ type, seq }) => [type, seq])).toEqual([['session.failed', 4]])
  })
})
