import { describe, expect, it } from 'vitest'
import { CryptoCheckout, type FollowedMessage } from '@/sdk/src/index'
import { all, NEW_INVOICE, sdkShop } from './shop'

const { client, base } = await sdkShop()
const invoice = () => client.invoices.create(NEW_INVOICE)
const session = () => client.checkoutSessions.create({ amount: { value: '16.49', currency: 'USD' } })

describe('waiting for a payment', () => {
  it('gives an invoice once it is paid', async () => {
    const { id } = await invoice()
    const waiting = client.invoices.waitForPayment(id)
    await client.testMode.payInvoice(id)
    expect(await waiting).toMatchObject({ id, status: 'paid', settlement: { gross_amount: '16.49' } })
  })

  it('gives a session once it is paid, or has more than it asked for', async () => {
    const [one, more] = [await session(), await session()]
    const waiting = [one, more].map(({ id }) => client.checkoutSessions.waitForPayment(id))
    await client.testMode.paySession(one.id)
    await client.testMode.paySession(more.id, { kind: 'over' })
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(['paid', 'overpaid'])
  })

  it('ends where there will be no payment', async () => {
    const { id } = await invoice()
    await client.invoices.cancel(id)
    expect(await client.invoices.waitForPayment(id)).toMatchObject({ status: 'cancelled' })
  })

  it('ends sooner where that is asked for', async () => {
    const { id } = await invoice()
    await client.testMode.payInvoice(id, { kind: 'under' })
    const { status } = await client.invoices.waitForPayment(id, { until: ['partial', 'confirming'] })
    // The type holds what it can be: no other status is among them.
    const known: 'partial' | 'confirming' | 'paid' | 'expired' | 'cancelled' | 'refunded' = status
    expect(known).toBe('partial')
  })

  it('ends with what was read last when its time is over', async () => {
    const { id } = await invoice()
    await expect(client.invoices.waitForPayment(id, { timeout: 1 })).rejects.toMatchObject({
      name: 'TimeoutError',
      code: 'wait_timeout',
      last: { id, status: 'pending' },
    })
  })

  it('ends with its signal, and with what will not pass', async () => {
    const { id } = await invoice()
    const ending = new AbortController()
    const waiting = client.invoices.waitForPayment(id, { signal: ending.signal })
    ending.abort('enough')
    await expect(waiting).rejects.toBe('enough')
    await expect(client.invoices.waitForPayment('inv_nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('outlasts a server that is away for a moment', async () => {
    let failures = 2
    const unsteady = new CryptoCheckout({
      baseUrl: base,
      apiKey: 'sk_test_key',
      maxRetries: 0,
      fetch: async () => {
        if (failures-- > 0) throw new TypeError('fetch failed')
        return Response.json({ id: 'inv_1', status: 'paid' })
      },
    })
    expect(await unsteady.invoices.waitForPayment('inv_1')).toMatchObject({ status: 'paid' })
  })
})

describe('following an invoice as its customer', () => {
  const visitor = new CryptoCheckout({ baseUrl: base })

  it('tells what happens, as it happens, to the end', async () => {
    const { id } = await invoice()
    const told: FollowedMessage[] = []
    for await (const message of visitor.publicInvoices.events(id)) {
      if (told.push(message) === 1) await client.testMode.payInvoice(id)
    }
    expect(told.map(({ event }) => event)).toEqual([
      'invoice.created',
      'payment.detected',
      'invoice.confirming',
      'payment.confirmed',
      'invoice.paid',
    ])
    expect(told[1]).toMatchObject({
      id: '2',
      payment: { amount: '16.49' },
      payment_progress: { percent: '100.00' },
    })
  })

  it('goes on after what was seen, and is over where there is nothing more', async () => {
    const { id } = await invoice()
    await client.testMode.payInvoice(id)
    const whole = await all(visitor.publicInvoices.events(id))
    const after = whole[1]?.id ?? ''
    expect(await all(visitor.publicInvoices.events(id, { after }))).toEqual(whole.slice(2))
    const last = whole.at(-1)?.id ?? ''
    expect(await all(visitor.publicInvoices.events(id, { after: last }))).toEqual([])
  })

  it('opens a stream again that breaks off, and tells nothing twice', async () => {
    const { id } = await invoice()
    await client.testMode.payInvoice(id)
    let opened = 0
    const broken = new CryptoCheckout({
      baseUrl: base,
      fetch: async (...args) => {
        const answer = await fetch(...args)
        if (answer.body === null || (opened += 1) > 2) return answer
        return new Response(answer.body.pipeThrough(cutAfter(150)), answer)
      },
    })
    const told = await all(broken.publicInvoices.events(id))
    expect(told).toEqual(await all(visitor.publicInvoices.events(id)))
    expect(opened).toBe(3)
  })

  it('ends with its signal, while nothing happens', async () => {
    const { id } = await invoice()
    const ending = new AbortController()
    const following = (async () => {
      for await (const _ of visitor.publicInvoices.events(id, { signal: ending.signal }))
        ending.abort('enough')
    })()
    await expect(following).rejects.toBe('enough')
  })

  it('says so where there is no such invoice', async () => {
    await expect(all(visitor.publicInvoices.events('inv_nothing'))).rejects.toMatchObject({
      name: 'NotFoundError',
    })
  })
})

/** Lets so many bytes through, and breaks off then. */
function cutAfter(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let left = bytes
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk.slice(0, left))
      left -= chunk.length
      if (left < 0) controller.error(new TypeError('terminated'))
    },
  })
}
