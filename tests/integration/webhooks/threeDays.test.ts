import { expect, it } from 'vitest'
import { createOutbox, endpointFor, outboxOf, statusesOf } from '@/tests/support/outbox'
import { startSandbox } from '@/tests/support/sandbox'
import { answering, ok, startReceiver } from '@/tests/support/webhookReceiver'

const world = await startSandbox()
const { ctx, actor } = world
const { dispatch } = createOutbox(ctx)

const HOURS = 72
const HOUR = 3600
const QUARTER = HOUR / 4

/** Three days of an invoice every six hours, looked at every quarter of an hour. */
async function threeDaysDown(): Promise<void> {
  for (let hour = 0; hour < HOURS; hour += 1) {
    if (hour % 6 === 0) await world.invoice({ metadata: { hour: `${hour}` } })
    for (let quarter = 0; quarter < 4; quarter += 1) {
      await dispatch()
      world.advance(QUARTER)
    }
  }
}

it('a receiver that is down for three days gets every event, as it was, when it takes the next one', async () => {
  const receiver = await startReceiver(answering(503))
  await endpointFor(ctx, actor, receiver.url)
  await threeDaysDown()
  const waiting = await outboxOf(ctx, actor)
  expect(waiting).toHaveLength(12)
  expect(waiting.filter(({ status }) => status === 'parked').length).toBeGreaterThanOrEqual(9)
  const tries = receiver.received.length
  // Six a delivery, and a probe now and then.
  expect(tries).toBeLessThan(12 * 6 + 30)

  receiver.answers(ok)
  await world.invoice({ metadata: { hour: 'back' } })
  await dispatch()
  await dispatch()
  expect(await statusesOf(ctx, actor)).toEqual({ delivered: 13 })
  const taken = receiver.received.slice(tries)
  expect(taken).toHaveLength(13)
  const ids = taken.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids)).toEqual(new Set((await outboxOf(ctx, actor)).map(({ eventId }) => eventId)))
  // W3: what it says is what was so then, and the same in each try.
  for (const { json, body } of taken) {
    expect(json).toMatchObject({ type: 'invoice.created', data: { invoice: { status: 'pending' } } })
    const before = receiver.received.filter((one) => one.json.id === json.id)
    expect(new Set(before.map((one) => one.body))).toEqual(new Set([body]))
  }
})

it('a quiet one is found to be back without anything new, and without anyone who asks', async () => {
  const other = await world.register('quiet@example.com')
  const receiver = await startReceiver(answering(500))
  await endpointFor(ctx, other, receiver.url, { maxRetries: 1 })
  await world.invoiceOf(other)
  await world.invoiceOf(other)
  for (let hour = 0; hour < HOURS; hour += 1) {
    await dispatch()
    world.advance(HOUR)
  }
  expect(await statusesOf(ctx, other)).toEqual({ parked: 2 })
  receiver.answers(ok)
  for (let hour = 0; hour < 24; hour += 1) {
    await dispatch()
    world.advance(HOUR)
  }
  expect(await statusesOf(ctx, other)).toEqual({ delivered: 2 })
})
