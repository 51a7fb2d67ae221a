import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CHECKOUT_EVENTS } from '@/lib/domain/checkoutEvents'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { recordCheckoutPayment } from '@/lib/services/checkout/recordCheckoutPayment'
import { resolveCheckoutException } from '@/lib/services/checkout/resolveCheckoutException'
import { voidCheckoutInvoice } from '@/lib/services/checkout/voidCheckoutInvoice'
import { playTest } from '@/lib/services/testmode/playTest'
import { rotateSecret } from '@/lib/services/webhooks/rotateSecret'
import { checkoutInput } from '@/tests/support/checkout'
import { createOutbox, endpointFor, outboxOf, SECRET } from '@/tests/support/outbox'
import { startSandbox } from '@/tests/support/sandbox'
import { answering, ok, startReceiver, type Received } from '@/tests/support/webhookReceiver'

const world = await startSandbox()
const { ctx } = world
const { dispatch } = createOutbox(ctx)
await world.reconcile()

type Message = { id: string; event: string; createdAt: string; invoice: Record<string, unknown> }
const messages = (received: readonly Received[]) => received.map((one) => JSON.parse(one.body) as Message)
const names = (received: readonly Received[]) => messages(received).map((one) => one.event)

/** A merchant of their own with an endpoint of the document. */
async function shop(email: string, events: readonly string[] = ['*']) {
  const actor = await world.register(email)
  const receiver = await startReceiver()
  const { view } = await endpointFor(ctx, actor, receiver.url, { dialect: 'checkout', events })
  const create = () => createCheckoutInvoice(ctx, actor, checkoutInput({ productName: 'Plan' }))
  return { actor, receiver, endpoint: view.endpoint.id, create }
}

describe('document 000’s receiver', () => {
  it('is told of a payment in its words, signed as it expects, and not how to pay', async () => {
    const { actor, receiver, create } = await shop('words@example.com')
    const { invoice } = await create()
    await world.payOf(actor, invoice.id, 'exact')
    await dispatch()
    expect(names(receiver.received)).toEqual([
      'invoice_created',
      'invoice_payment_detected',
      'invoice_confirmed',
    ])
    for (const { body, headers } of receiver.received) {
      expect(headers['x-checkout-signature']).toBe(createHmac('sha256', SECRET).update(body).digest('hex'))
      expect(headers['x-checkout-signature']).toMatch(/^[0-9a-f]{64}$/)
      const message = JSON.parse(body) as Message
      expect(message.id).toMatch(/^[A-Za-z0-9._:-]{1,128}$/)
      expect(headers['webhook-id']).toBe(message.id)
      expect(Object.keys(message)).toEqual(['id', 'event', 'createdAt', 'invoice'])
      for (const instruction of ['paymentOptions', 'destinationAddress', 'paymentUri', 'qrCode']) {
        expect(body).not.toContain(instruction)
      }
    }
    const last = messages(receiver.received).at(-1)
    expect(last?.invoice).toMatchObject({
      id: invoice.uuid,
      status: 'confirmed',
      amountUsd: 49.99,
      confirmedAmountUsd: 49.99,
      paymentCoverage: 'exact_payment',
      productName: 'Plan',
      livemode: false,
    })
  })

  it.each([
    ['under', 'expired', ['invoice_partially_paid', 'invoice_exception_opened']],
    ['late', null, ['invoice_expired', 'invoice_exception_opened']],
    ['over', null, ['invoice_payment_detected', 'invoice_exception_opened', 'invoice_confirmed']],
  ] as const)('%s, then %s: %j', async (kind, wait, expected) => {
    const { actor, receiver, create } = await shop(`${kind}@example.com`)
    const { invoice } = await create()
    await world.payOf(actor, invoice.id, kind)
    if (wait) await playTest(ctx, actor, invoice.id, [{ type: 'wait', until: wait }])
    await dispatch()
    expect(new Set(names(receiver.received))).toEqual(new Set(['invoice_created', ...expected]))
  })

  it('is told of what is done by hand, each once', async () => {
    const { actor, receiver, create } = await shop('hand@example.com')
    const [voided, recorded, resolved] = [await create(), await create(), await create()]
    await voidCheckoutInvoice(ctx, actor, voided.invoice.id)
    await recordCheckoutPayment(ctx, actor, recorded.invoice.id, { note: 'cash' })
    await world.payOf(actor, resolved.invoice.id, 'late')
    await resolveCheckoutException(ctx, actor, resolved.invoice.id, {
      exception: null,
      action: 'ignore',
      note: 'no',
      payments: null,
    })
    await dispatch()
    const of = (id: string) =>
      messages(receiver.received).flatMap((one) => (one.invoice.id === id ? [one.event] : []))
    expect(of(voided.invoice.uuid)).toEqual(['invoice_created', 'invoice_voided'])
    expect(of(recorded.invoice.uuid)).toEqual(['invoice_created', 'invoice_payment_recorded'])
    expect(of(resolved.invoice.uuid)).toEqual([
      'invoice_created',
      'invoice_expired',
      'invoice_exception_opened',
      'invoice_exception_closed',
    ])
    const closed = messages(receiver.received).find((one) => one.event === 'invoice_exception_closed')
    expect(closed?.invoice).toMatchObject({ exceptionAction: 'ignore', exceptionNote: 'no' })
  })

  it('is told only what is switched on (W1)', async () => {
    const { actor, receiver, create } = await shop('some@example.com', ['invoice_confirmed'])
    const { invoice } = await create()
    await world.payOf(actor, invoice.id, 'exact')
    await dispatch()
    expect(names(receiver.received)).toEqual(['invoice_confirmed'])
    expect(CHECKOUT_EVENTS).toHaveLength(9)
  })

  it('is told of no invoice of another document; other documents’ endpoints are told of these (W1)', async () => {
    const { actor, receiver, create } = await shop('others@example.com')
    const other = await startReceiver()
    await endpointFor(ctx, actor, other.url)
    const { invoice } = await create()
    await world.invoiceOf(actor)
    await dispatch()
    expect(names(receiver.received)).toEqual(['invoice_created'])
    const told = other.received.map((one) => (one.json.data as { invoice?: { id: string } }).invoice?.id)
    expect(told).toHaveLength(2)
    expect(told).toContain(invoice.id)
  })

  it('gets the time of each try under one id, signed anew (W3)', async () => {
    const { actor, receiver, create } = await shop('again@example.com')
    receiver.answers(answering(500))
    await create()
    await dispatch()
    world.advance(3_600)
    receiver.answers(ok)
    await dispatch()
    const [first, second] = messages(receiver.received)
    expect(second?.id).toBe(first?.id)
    expect(Date.parse(second?.createdAt ?? '') - Date.parse(first?.createdAt ?? '')).toBe(3_600_000)
    expect(Date.parse(second?.createdAt ?? '')).toBe(Math.floor(ctx.clock.now().getTime() / 1000) * 1000)
    expect(second?.invoice).toEqual(first?.invoice)
    const again = receiver.received[1]
    const signature = createHmac('sha256', SECRET)
      .update(again?.body ?? '')
      .digest('hex')
    expect(again?.headers['x-checkout-signature']).toBe(signature)
    expect((await outboxOf(ctx, actor)).map((one) => one.status)).toEqual(['delivered'])
  })

  it('has both signatures while one secret replaces the other (W2)', async () => {
    const { actor, receiver, endpoint, create } = await shop('rotated@example.com')
    const { madeSecret } = await rotateSecret(ctx, actor, endpoint, { secret: null, overlapSeconds: 3_600 })
    await create()
    await dispatch()
    const { body, headers } = receiver.received[0] ?? { body: '', headers: {} }
    const signature = (key: string) => createHmac('sha256', key).update(body).digest('hex')
    expect(headers).toMatchObject({
      'x-checkout-signature': signature(madeSecret ?? ''),
      'x-checkout-signature-previous': signature(SECRET),
    })
  })
})
