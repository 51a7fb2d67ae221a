import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as follow } from '@/app/api/v1/public/invoice/[id]/events/route'
import { lockInvoices } from '@/db/queries/invoices'
import { createHub, type HubOptions } from '@/lib/live/hub'
import type { App } from '@/lib/server/app'
import type { ServiceContext } from '@/lib/services/context'
import { recordEvents, SYSTEM } from '@/lib/services/events/recordEvents'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { inTransaction } from '@/lib/services/transaction'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { listenTo, type Listening } from '@/tests/support/eventStream'
import { serve } from '@/tests/support/httpServer'
import { invoiceInput } from '@/tests/support/world'

const world = await testApp()
const merchant = await world.merchant()
const base = await serve(world.app)
const actor = { merchantId: merchant.id, mode: 'live' as const, ...SYSTEM }
const path = (id: string) => `/api/v1/public/invoice/${id}/events`
const opened: Listening[] = []
afterAll(() => opened.forEach((stream) => stream.close()))

let id: string
beforeEach(async () => {
  id = (await createInvoice(world.app, actor, invoiceInput())).invoice.id
})

/** Another application on the same database, as another process would be. */
async function another(options: Partial<HubOptions> = {}): Promise<{ app: App; base: string }> {
  const { app, database } = world
  const live = createHub({ database, url: database.url, listens: true, log: app.log, ...options })
  const other = { ...app, live }
  return { app: other, base: await serve(other) }
}

async function open(at = base, lastEventId?: number): Promise<Listening> {
  const stream = await listenTo(at, path(id), lastEventId)
  opened.push(stream)
  return stream
}

/** Something happens to the invoice; `exception` tells it from others. */
async function happen(ctx: ServiceContext, exception: 'held' | 'late' | 'underpaid'): Promise<void> {
  const [invoice] = await lockInvoices(ctx.db, [id])
  if (!invoice) throw new Error('no invoice')
  await recordEvents(ctx, SYSTEM, invoice, [{ type: 'invoice.exception_opened', data: { exception } }])
}
const commit = (exception: 'held' | 'late' | 'underpaid', app: App = world.app) =>
  inTransaction(app, (ctx) => happen(ctx, exception))

/** Something to wait for, and what ends the waiting. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

const tells = (stream: Listening, exception: string) =>
  stream.until((messages) => messages.some(({ data }) => data.exception === exception))
const told = (stream: Listening) => stream.messages.flatMap(({ data }) => data.exception ?? [])

describe('nothing is missed', () => {
  it('when what began first commits last, across a reconnect', async () => {
    const onward = gate()
    const begun = gate()
    // Begins first, with an older snapshot, and writes only after the other has committed.
    const slow = inTransaction(world.app, async (ctx) => {
      await ctx.db.execute('select txid_current()')
      begun.open()
      await onward.opened
      await happen(ctx, 'late')
    })
    await begun.opened
    const first = await open()
    await commit('held')
    await tells(first, 'held')
    const seen = first.messages.at(-1)?.id ?? 0
    first.close()
    onward.open()
    await slow
    const second = await open(base, seen)
    await tells(second, 'late')
    expect([...told(first), ...told(second)]).toEqual(['held', 'late'])
  })

  it('when two want to write at once and the client comes back in between', async () => {
    const written = gate()
    const onward = gate()
    const one = inTransaction(world.app, async (ctx) => {
      await happen(ctx, 'held')
      written.open()
      await onward.opened
    })
    await written.opened
    const two = commit('late')
    const stream = await open(base, 1)
    onward.open()
    await Promise.all([one, two])
    await tells(stream, 'late')
    expect(stream.messages.map(({ id: number }) => number)).toEqual([2, 3])
    expect(told(stream)).toEqual(['held', 'late'])
  })

  it('of what commits while streams open', async () => {
    const streams = await Promise.all([
      open(),
      commit('held').then(() => open()),
      open(),
      commit('late').then(() => open()),
    ])
    await commit('underpaid')
    for (const stream of streams) {
      await tells(stream, 'underpaid')
      expect(new Set(told(stream))).toEqual(new Set(['held', 'late', 'underpaid']))
      const numbers = stream.messages.map((message) => message.id)
      expect(numbers).toEqual([1, 2, 3, 4])
    }
  })

  it('of what a transaction undoes: nothing is told', async () => {
    const stream = await open()
    await expect(
      inTransaction(world.app, async (ctx) => {
        await happen(ctx, 'held')
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await commit('late')
    await tells(stream, 'late')
    expect(told(stream)).toEqual(['late'])
  })
})

describe('whatever becomes of LISTEN', () => {
  it('its connection is ended: a stream goes on', async () => {
    const other = await another({ heartbeatMs: 200, pollMs: 60_000 })
    const stream = await open(other.base)
    await commit('held')
    await tells(stream, 'held')
    const { sql } = world.database
    const ended = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'crypto-checkout-live' and datname = current_database()`
    expect(ended.length).toBeGreaterThan(0)
    await commit('late')
    await tells(stream, 'late')
    await commit('underpaid')
    await tells(stream, 'underpaid')
    expect(told(stream)).toEqual(['held', 'late', 'underpaid'])
  })

  it('switched off: the database is asked', async () => {
    const other = await another({ listens: false, pollMs: 50 })
    const stream = await open(other.base)
    await commit('held', { ...world.app, announce: () => Promise.resolve() })
    await tells(stream, 'held')
    expect(told(stream)).toEqual(['held'])
  })

  it('accepted and never delivered, as behind a pooler: the database is asked too', async () => {
    const elsewhere = new URL(world.database.url)
    elsewhere.pathname = '/postgres'
    const other = await another({ url: elsewhere.href, pollMs: 50, heartbeatMs: 100 })
    const stream = await open(other.base)
    await commit('held')
    await tells(stream, 'held')
    expect(told(stream)).toEqual(['held'])
  })

  it('a notification is lost: the next heartbeat makes up for it', async () => {
    const other = await another({ heartbeatMs: 100, pollMs: 60_000 })
    const stream = await open(other.base)
    await commit('held')
    await tells(stream, 'held')
    await commit('late', { ...world.app, announce: () => Promise.resolve() })
    await tells(stream, 'late')
    expect(told(stream)).toEqual(['held', 'late'])
  })
})

describe('a stream', () => {
  it('is refused beyond ten of an invoice, until one is closed', async () => {
    const ten = await Promise.all(Array.from({ length: 10 }, () => open()))
    expect(ten.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const refused = await fetch(base + path(id))
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('30')
    expect(await refused.json()).toMatchObject({
      error: { type: 'rate_limit_error', code: 'TOO_MANY_STREAMS', constraints: { max_streams: 10 } },
    })
    ten[0]?.close()
    await expect.poll(async () => (await open()).status).toBe(200)
  })

  it('gives its place back for HEAD, and for a client that is gone', async () => {
    for (let count = 0; count < 12; count += 1) {
      const head = await fetch(base + path(id), { method: 'HEAD' })
      expect(head.status).toBe(200)
    }
    expect((await open()).status).toBe(200)
  })

  it('shows that it lives', async () => {
    const other = await another({ heartbeatMs: 20 })
    const stream = await open(other.base)
    const beats = () => stream.lines.filter((line) => line === ':').length
    await expect.poll(beats).toBeGreaterThan(4)
  })

  it('ends when the invoice is final, and does not open again behind that', async () => {
    const stream = await open()
    await cancelInvoice(world.app, actor, id, { reason: null })
    await stream.ended
    expect(stream.messages.at(-1)?.data).toEqual({ event: 'invoice.cancelled', status: 'cancelled' })
    const last = stream.messages.at(-1)?.id ?? 0
    expect((await open(base, last)).status).toBe(204)
    const replayed = await open()
    await replayed.ended
    expect(replayed.events()).toEqual(['invoice.created', 'invoice.cancelled'])
  })

  it('begins where the page says, and anew for an id that never was', async () => {
    await commit('held')
    const behind = await listenTo(base, `${path(id)}?after=1`)
    await tells(behind, 'held')
    expect(behind.messages.map((message) => message.id)).toEqual([2])
    behind.close()
    const future = await open(base, 4711)
    await tells(future, 'held')
    expect(future.messages.map((message) => message.id)).toEqual([1, 2])
  })

  it('of nothing is not found, and of a broken start refused', async () => {
    const app = world.app
    const unknown = await ask(app, follow, path('inv_nobody'), { params: { id: 'inv_nobody' } })
    expect(unknown.status).toBe(404)
    const broken = await ask(app, follow, `${path(id)}?after=x`, { params: { id } })
    expect([broken.status, broken.json]).toMatchObject([422, { error: { field: 'after' } }])
  })

  it('comes to an end with its process', async () => {
    const other = await another()
    const stream = await open(other.base)
    other.app.live.close()
    await stream.ended
    expect(stream.events()).not.toContain('invoice.paid')
  })

  it('reaches Next as a Response that frees its place when it is cancelled', async () => {
    const shared = globalThis as { cryptoCheckoutApp?: App }
    shared.cryptoCheckoutApp = world.app
    const request = () => new Request(`http://checkout.test${path(id)}`)
    const context = () => ({ params: Promise.resolve({ id }) })
    for (let count = 0; count < 12; count += 1) {
      const response = await follow(request(), context())
      expect(response.status).toBe(200)
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (!text.includes('invoice.created')) text += (await reader?.read())?.value ?? ''
      // On a slow machine a heartbeat comes before the event.
      expect(text).toMatch(/^(:\n\n)+id: 1\ndata: \{"event":"invoice.created","status":"pending"\}\n\n$/)
      await reader?.cancel()
    }
  })
})
