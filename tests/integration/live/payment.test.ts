import { expect, it } from 'vitest'
import { eventMessage } from '@/lib/http/invoices/eventMessage'
import { appAround } from '@/tests/support/app'
import { listenTo } from '@/tests/support/eventStream'
import { serve } from '@/tests/support/httpServer'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const app = appAround(world.ctx, world.database)
const base = await serve(app)
const path = (id: string) => `/api/v1/public/invoice/${id}/events`

it('a payment is followed from its block to paid, and the stream ends', async () => {
  const { invoice, option } = await world.invoice({ confirmationsOverride: 3 })
  const stream = await listenTo(base, path(invoice.id))
  expect(stream.status).toBe(200)
  expect(stream.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-content-type-options': 'nosniff',
  })

  await world.pay(option.address, '10.00')
  await world.reconcile()
  await stream.until((messages) => messages.some(({ data }) => data.event === 'invoice.partial'))
  expect(stream.messages.find(({ data }) => data.event === 'payment.detected')?.data).toEqual({
    event: 'payment.detected',
    payment: { amount: 10, crypto_currency: 'USDT', status: 'detected' },
    payment_progress: { received: 10, required: 16.49, percent: 60.64 },
  })
  expect(stream.lines.some((line) => line.includes('"amount":10.00'))).toBe(true)

  await world.pay(option.address, '6.49')
  await world.reconcile()
  await stream.until((messages) => messages.some(({ data }) => data.event === 'payment.confirming'))
  await world.mine(3)
  await world.reconcile()
  await stream.ended

  const stored = stream.messages.filter(({ data }) => data.event !== 'payment.confirming')
  expect(stored.map(({ data }) => data.event)).toEqual([
    'invoice.created',
    'payment.detected',
    'invoice.partial',
    'payment.detected',
    'invoice.confirming',
    'payment.confirmed',
    'payment.confirmed',
    'invoice.paid',
  ])
  expect(stream.messages.at(-1)?.data).toEqual({
    event: 'invoice.paid',
    status: 'paid',
    paid_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  })
  for (const { data } of stream.messages) expect(eventMessage.safeParse(data).error).toBeUndefined()
  for (const line of stream.lines) expect(line).toMatch(/^(id: \d+|data: \{.*\}|:)$/)
  expect(stream.lines.join('')).not.toMatch(/fee|merchant|settlement/)

  // Ticks of confirmations are not stored: they have no number to come back to.
  const ticks = stream.messages.filter(({ id }) => id === null)
  expect(ticks[0]?.data).toEqual({
    event: 'payment.confirming',
    payment: {
      amount: 10,
      crypto_currency: 'USDT',
      status: 'confirming',
      confirmations: 2,
      required_confirmations: 3,
    },
  })
  expect(ticks).toHaveLength(stream.messages.length - stored.length)
  const ids = stream.messages.flatMap(({ id }) => id ?? [])
  expect(ids).toEqual(ids.toSorted((a, b) => a - b))

  const resumed = await listenTo(base, path(invoice.id), ids[1])
  await resumed.ended
  expect(resumed.messages[0]?.id).toBe(ids[2])
  expect(resumed.messages).toEqual(stored.slice(2))
  const { seq } = (await world.read(invoice.id)).invoice
  expect(await listenTo(base, path(invoice.id), seq)).toMatchObject({ status: 204 })
})

it('a block that is undone is told, and the payment that comes back', async () => {
  const { invoice, option } = await world.invoice({ confirmationsOverride: 3 })
  const stream = await listenTo(base, path(invoice.id))
  await world.pay(option.address, '16.49')
  await world.reconcile()
  await stream.until((messages) => messages.some(({ data }) => data.event === 'invoice.confirming'))
  await world.anvil.request({ method: 'anvil_reorg', params: [1, []] } as never)
  await world.mine(1)
  await world.reconcile()
  await stream.until((messages) => messages.some(({ data }) => data.event === 'payment.reverted'))
  const reverted = stream.messages.find(({ data }) => data.event === 'payment.reverted')
  expect(reverted?.data).toMatchObject({
    payment: { amount: 16.49, status: 'orphaned' },
    payment_progress: { received: 0, percent: 0 },
  })
  stream.close()
})
