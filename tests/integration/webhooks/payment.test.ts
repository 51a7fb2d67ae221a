import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { createHmac } from 'node:crypto'
import { findMerchant } from '@/db/queries/merchants'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import { endpointFor, createOutbox, SECRET } from '@/tests/support/outbox'
import { startSandbox } from '@/tests/support/sandbox'
import { startReceiver, type Received } from '@/tests/support/webhookReceiver'

const world = await startSandbox()
const { ctx, actor } = world
const { dispatch } = createOutbox(ctx)
await world.reconcile()

// The library compares with its own clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: ctx.clock.now() }))
afterEach(() => void vi.useRealTimers())

it('tells an endpoint of a payment in document 004’s words, in order, signed', async () => {
  const receiver = await startReceiver()
  await endpointFor(ctx, actor, receiver.url)
  const { invoice } = await world.invoice({ metadata: { order_id: 'ord_789' } })
  await world.pay(invoice.id, 'exact')
  await dispatch()

  expect(receiver.types()).toEqual([
    'invoice.created',
    'payment.detected',
    'payment.confirming',
    'payment.confirmed',
    'invoice.paid',
    'settlement.completed',
    'settlement.swept',
  ])
  for (const received of receiver.received) {
    expect(new Webhook(SECRET).verify(received.body, received.headers)).toEqual(received.json)
    expect(received.headers['webhook-id']).toBe(received.json.id)
    expect(received.headers).toMatchObject({
      'content-type': 'application/json',
      'x-crypto-checkout-event': received.json.type,
      'x-crypto-checkout-webhook-id': received.json.id,
      'x-crypto-checkout-timestamp': received.headers['webhook-timestamp'],
      'x-crypto-checkout-signature': `sha256=${createHmac('sha256', SECRET).update(received.body).digest('hex')}`,
    })
  }
  expect(said(receiver.received, 'settlement.completed')).toMatchObject({
    livemode: false,
    data: {
      settlement: {
        id: expect.stringMatching(/^set_/),
        invoice_id: invoice.id,
        gross_amount: 16.49,
        platform_fee_amount: 0.16,
        net_amount: 16.33,
        settled_at: expect.any(String),
      },
      invoice: {
        id: invoice.id,
        title: 'VPN Service Order',
        status: 'paid',
        metadata: { order_id: 'ord_789' },
      },
    },
  })
  expect(said(receiver.received, 'payment.detected')).toMatchObject({
    data: { payment: { amount: 16.49, confirmations: 1 }, invoice: { status: 'confirming', paid_at: null } },
  })
  const { deliveries } = await listDeliveries(ctx, actor, {
    limit: 100,
    after: null,
    endpointId: null,
    invoiceId: invoice.id,
    status: 'delivered',
    eventType: null,
  })
  expect(deliveries).toHaveLength(7)
})

it('tells an invoice’s own address, signed with the merchant’s secret', async () => {
  const receiver = await startReceiver()
  await world.invoice({ webhookUrl: `${receiver.url}?order=1` })
  await dispatch()
  const merchant = await findMerchant(ctx.db, actor.merchantId)
  const secret = ctx.secrets.open(
    merchant?.webhookSecret ?? '',
    'merchants.webhook_secret',
    merchant?.id ?? '',
  )
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook?order=1'])
  const [received] = receiver.received
  expect(new Webhook(secret).verify(received?.body ?? '', received?.headers ?? {})).toMatchObject({
    type: 'invoice.created',
  })
})

function said(received: readonly Received[], type: string) {
  return received.find(({ json }) => json.type === type)?.json
}
