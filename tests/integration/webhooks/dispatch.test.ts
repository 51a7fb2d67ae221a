import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { webhookDeliveries, webhookEndpoints } from '@/db/schema'
import { createDispatcher } from '@/lib/services/webhooks/dispatcher'
import { getDelivery } from '@/lib/services/webhooks/getDelivery'
import { listEndpoints } from '@/lib/services/webhooks/listEndpoints'
import { resendDelivery } from '@/lib/services/webhooks/resendDelivery'
import { createOutbox, endpointFor, outboxOf, statusesOf } from '@/tests/support/outbox'
import { startSandbox } from '@/tests/support/sandbox'
import { answering, ok, startReceiver } from '@/tests/support/webhookReceiver'

const world = await startSandbox()
const { ctx } = world
const { dispatch, sender } = createOutbox(ctx)

const HOUR = 3600
/** Past the loan of a delivery that a dispatcher took and never gave back. */
const LOAN_OVER = 120

/** Someone who is told of nothing but what the test does. */
let actor = world.actor
let number = 0
afterEach(async () => {
  // What a test left to be sent is not the next one's.
  await ctx.db.update(webhookDeliveries).set({ status: 'dropped' })
  actor = await world.register(`merchant${(number += 1)}@example.com`)
})
const invoice = (input: Parameters<typeof world.invoiceOf>[1] = {}) => world.invoiceOf(actor, input)
const deliveryOf = async (status?: 'pending' | 'delivered' | 'parked' | 'dropped') => {
  const [delivery] = await outboxOf(ctx, actor, { status: status ?? null })
  if (!delivery) throw new Error('no delivery')
  return getDelivery(ctx, actor, delivery.id)
}

describe('who is told', () => {
  it('each endpoint of what it asked for, by the name it asked for', async () => {
    const [all, some, failed, none] = await Promise.all([1, 2, 3, 4].map(() => startReceiver()))
    if (!all || !some || !failed || !none) throw new Error('no receiver')
    await endpointFor(ctx, actor, all.url, { events: ['*'] })
    await endpointFor(ctx, actor, some.url, { events: ['invoice.created', 'invoice.confirming'] })
    await endpointFor(ctx, actor, failed.url, { events: ['payment.failed'] })
    await endpointFor(ctx, actor, none.url, { enabled: false })
    const made = await invoice()
    await world.payOf(actor, made.invoice.id, 'reverted')
    await dispatch()
    expect(all.types()).toContain('payment.reverted')
    expect(all.types()).toContain('payment.confirming')
    expect(some.types()).toEqual(['invoice.created', 'invoice.confirming'])
    expect(failed.types()).toEqual(['payment.failed'])
    expect(none.received).toEqual([])
    expect(failed.received[0]?.json.data).toMatchObject({ payment: { status: 'orphaned' } })
  })

  it('nobody of another merchant', async () => {
    const [own, other] = await Promise.all([startReceiver(), startReceiver()])
    await endpointFor(ctx, actor, own.url)
    await endpointFor(ctx, world.actor, other.url)
    await invoice()
    await dispatch()
    expect([own.received.length, other.received.length]).toEqual([1, 0])
  })

  it('an address that is an endpoint too is told once, as the endpoint', async () => {
    const receiver = await startReceiver()
    await endpointFor(ctx, actor, receiver.url, { events: ['invoice.cancelled'] })
    await invoice({ webhookUrl: receiver.url })
    await endpointFor(ctx, actor, receiver.url, { events: ['invoice.created'] })
    world.advance(1)
    await invoice({ webhookUrl: receiver.url.replace('127.0.0.1', '127.1') })
    await dispatch()
    const told = await outboxOf(ctx, actor)
    expect(told.map(({ endpointId, url }) => [endpointId !== null, url !== null])).toEqual([
      [false, true],
      [true, false],
    ])
    expect(receiver.received).toHaveLength(2)
  })

  it('nothing of what did not happen', async () => {
    const receiver = await startReceiver()
    await endpointFor(ctx, actor, receiver.url)
    const undone = ctx.db.transaction(async (db) => {
      await world.invoiceOf(actor, {}, { ...ctx, db, touched: new Set() })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await outboxOf(ctx, actor)).toEqual([])
  })

  it('making an invoice does not wait for its endpoints, whoever holds them (Q5)', async () => {
    const receiver = await startReceiver()
    await endpointFor(ctx, actor, receiver.url)
    await ctx.db.transaction(async (holder) => {
      await holder.select().from(webhookEndpoints).for('update')
      await invoice()
    })
    expect(await statusesOf(ctx, actor)).toEqual({ pending: 1 })
  })
})

describe('a receiver that fails', () => {
  it('is tried again later and later, then its deliveries are parked', async () => {
    const receiver = await startReceiver(answering(500))
    await endpointFor(ctx, actor, receiver.url, { maxRetries: 3 })
    await invoice()
    for (const seconds of [14, 1, 89, 1, 539, 1, HOUR]) {
      await dispatch()
      world.advance(seconds)
    }
    expect(receiver.received).toHaveLength(4)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    const { delivery, attempts } = await deliveryOf()
    expect(delivery).toMatchObject({ status: 'parked', attempts: 4, responseCode: 500, deliveredAt: null })
    expect(attempts.map(({ number: at, error }) => [at, error])).toEqual(
      [1, 2, 3, 4].map((at) => [at, 'answered 500']),
    )
  })

  it('is left alone for as long as it asks', async () => {
    const receiver = await startReceiver(answering(429, { 'retry-after': '600' }))
    await endpointFor(ctx, actor, receiver.url)
    await invoice()
    await dispatch()
    receiver.answers(ok)
    await invoice()
    world.advance(599)
    await dispatch()
    expect(receiver.received).toHaveLength(1)
    world.advance(1)
    await dispatch()
    expect(await statusesOf(ctx, actor)).toEqual({ delivered: 2 })
  })

  it('that says 410 is told nothing more, and so is the merchant', async () => {
    const receiver = await startReceiver(answering(410))
    await endpointFor(ctx, actor, receiver.url)
    await invoice()
    await dispatch()
    await invoice()
    world.advance(30 * 24 * HOUR)
    await dispatch()
    expect(receiver.received).toHaveLength(1)
    const { endpoints } = await listEndpoints(ctx, actor)
    expect(endpoints[0]?.endpoint).toMatchObject({
      enabled: false,
      disabledReason: 'gone',
      disabledAt: expect.any(Date),
    })
    expect(await statusesOf(ctx, actor)).toEqual({ parked: 1 })
    const { delivery } = await deliveryOf()
    await expect(resendDelivery(ctx, actor, delivery.id)).rejects.toMatchObject({
      code: 'WEBHOOK_ENDPOINT_DISABLED',
    })
  })

  it('an invoice’s own address that says 410 is dropped', async () => {
    const receiver = await startReceiver(answering(410))
    await invoice({ webhookUrl: receiver.url })
    await dispatch()
    expect(await statusesOf(ctx, actor)).toEqual({ dropped: 1 })
  })

  it('an event that it never takes comes with its successes less and less often', async () => {
    const receiver = await startReceiver((response, received, request) =>
      received.json.type === 'invoice.created'
        ? answering(500)(response, received, request)
        : ok(response, received, request),
    )
    await endpointFor(ctx, actor, receiver.url, { maxRetries: 0 })
    const { invoice: made } = await invoice()
    await dispatch()
    await world.payOf(actor, made.id, 'exact')
    await dispatch()
    const poison = () => receiver.types().filter((type) => type === 'invoice.created').length
    // Once by itself, once because others were taken.
    expect(poison()).toBe(2)
    expect(await statusesOf(ctx, actor)).toEqual({ parked: 1, delivered: 6 })
  })
})

describe('sent again', () => {
  it('what was delivered, with the same id and bytes', async () => {
    const receiver = await startReceiver()
    await endpointFor(ctx, actor, receiver.url)
    await invoice()
    await dispatch()
    const { delivery } = await deliveryOf('delivered')
    expect((await resendDelivery(ctx, actor, delivery.id)).delivery.status).toBe('pending')
    await dispatch()
    const [first, second] = receiver.received
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.body).toBe(first?.body)
    expect((await deliveryOf()).delivery).toMatchObject({ status: 'delivered', attempts: 2 })
  })

  it('what was parked, with all its tries; and with it goes what else was parked', async () => {
    const receiver = await startReceiver(answering(500))
    await endpointFor(ctx, actor, receiver.url, { maxRetries: 0 })
    await invoice()
    await invoice()
    await dispatch()
    expect(await statusesOf(ctx, actor)).toEqual({ parked: 2 })
    receiver.answers(ok)
    const { delivery } = await deliveryOf('parked')
    await resendDelivery(ctx, actor, delivery.id)
    await dispatch()
    expect(await statusesOf(ctx, actor)).toEqual({ delivered: 2 })
  })

  it('not for strangers', async () => {
    const receiver = await startReceiver()
    await endpointFor(ctx, actor, receiver.url)
    await invoice()
    const { delivery } = await deliveryOf()
    const stranger = { ...world.actor, mode: 'test' as const }
    await expect(resendDelivery(ctx, stranger, delivery.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(resendDelivery(ctx, { ...actor, mode: 'live' }, delivery.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('at once', () => {
  it('one that hangs takes its own places and nobody else’s', async () => {
    const hanging = await startReceiver(() => {})
    const fine = await startReceiver()
    await endpointFor(ctx, actor, hanging.url)
    const other = await world.register('fine@example.com')
    await endpointFor(ctx, other, fine.url)
    for (let time = 0; time < 20; time += 1) await world.invoiceOf(actor)
    for (let time = 0; time < 20; time += 1) await world.invoiceOf(other)

    const dispatcher = createDispatcher(ctx, sender, { pauseMs: 20, slots: 32, perReceiver: 4 })
    const running = dispatcher.run()
    await expect.poll(() => statusesOf(ctx, other), { timeout: 20_000 }).toEqual({ delivered: 20 })
    expect(await statusesOf(ctx, actor)).toEqual({ pending: 20 })
    expect(hanging.most()).toBe(4)
    await dispatcher.stop(0)
    await running
    // What was cut off counts as no failure and is due again.
    const cut = await outboxOf(ctx, actor)
    expect(cut.filter(({ attempts }) => attempts === 1)).toHaveLength(4)
    expect(cut.every(({ tries, claimedUntil }) => tries === 0 && claimedUntil === null)).toBe(true)
  })

  it('a merchant whose many receivers all hang takes nobody else’s places either', async () => {
    const hanging = await Promise.all(Array.from({ length: 10 }, () => startReceiver(() => {})))
    for (const { url } of hanging) await invoice({ webhookUrl: url })
    const fine = await startReceiver()
    const other = await world.register('patient@example.com')
    await endpointFor(ctx, other, fine.url)
    for (let time = 0; time < 4; time += 1) await world.invoiceOf(other)

    const dispatcher = createDispatcher(ctx, sender, { pauseMs: 20, slots: 8, perReceiver: 4 })
    const running = dispatcher.run()
    await expect.poll(() => statusesOf(ctx, other), { timeout: 5_000 }).toEqual({ delivered: 4 })
    expect(hanging.filter((receiver) => receiver.most() > 0)).toHaveLength(2)
    await dispatcher.stop(0)
    await running
  })

  it('one that fails gets one at a time', async () => {
    const receiver = await startReceiver(answering(500))
    await endpointFor(ctx, actor, receiver.url, { maxRetries: 10 })
    for (let time = 0; time < 4; time += 1) await invoice()
    await dispatch({ perReceiver: 4 })
    let atOnce = 0
    receiver.answers((response) => {
      atOnce = Math.max(atOnce, receiver.now())
      setImmediate(() => response.writeHead(500).end())
    })
    world.advance(HOUR)
    await dispatch({ perReceiver: 4 })
    expect(receiver.received).toHaveLength(8)
    expect(atOnce).toBe(1)
  })

  it('two dispatchers send each delivery once', async () => {
    const receiver = await startReceiver()
    await endpointFor(ctx, actor, receiver.url)
    for (let time = 0; time < 60; time += 1) await invoice()
    await Promise.all([dispatch({ slots: 8 }), dispatch({ slots: 8 }), dispatch({ slots: 8 })])
    expect(receiver.received).toHaveLength(60)
    expect(new Set(receiver.received.map(({ json }) => json.id)).size).toBe(60)
    expect(await statusesOf(ctx, actor)).toEqual({ delivered: 60 })
  })

  it('events of an invoice come one after the other', async () => {
    let most = 0
    const receiver = await startReceiver((response) => {
      most = Math.max(most, receiver.now())
      setImmediate(() => response.writeHead(200).end())
    })
    await endpointFor(ctx, actor, receiver.url)
    const { invoice: made } = await invoice()
    await world.payOf(actor, made.id, 'exact')
    await dispatch()
    expect(most).toBe(1)
    expect(receiver.types()).toHaveLength(7)
  })
})

it('a delivery whose dispatcher was lost is due again when its loan is over', async () => {
  const receiver = await startReceiver()
  await endpointFor(ctx, actor, receiver.url)
  await invoice()
  await ctx.db.execute(sql`update webhook_deliveries set attempts = 1,
    claimed_until = ${new Date(ctx.clock.now().getTime() + 60_000).toISOString()},
    next_attempt_at = ${new Date(ctx.clock.now().getTime() + 60_000).toISOString()}
    where status = 'pending'`)
  await dispatch()
  expect(receiver.received).toEqual([])
  world.advance(LOAN_OVER)
  await dispatch()
  expect(receiver.received).toHaveLength(1)
  expect((await deliveryOf()).delivery).toMatchObject({ status: 'delivered', attempts: 2 })
})

it('goes on when the database was away while it sent', async () => {
  const receiver = await startReceiver()
  await endpointFor(ctx, actor, receiver.url)
  await invoice()
  let failed = 0
  const flaky = {
    ...ctx,
    db: new Proxy(ctx.db, {
      get(target, name, self) {
        if (name === 'transaction' && failed++ === 0) return () => Promise.reject(new Error('away'))
        return Reflect.get(target, name, self)
      },
    }),
  }
  const dispatcher = createDispatcher(flaky, sender, { pauseMs: 10 })
  const running = dispatcher.run()
  await expect.poll(() => statusesOf(ctx, actor), { timeout: 20_000 }).toEqual({ delivered: 1 })
  await dispatcher.stop(1_000)
  await running
  expect(receiver.received).toHaveLength(1)
})
