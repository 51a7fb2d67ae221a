import { beforeEach, describe, expect, it } from 'vitest'
import { verifyWebhook, type WebhookEvent, type WebhookScheme } from '@/sdk/src/index'
import { NEW_INVOICE, sdkShop } from './shop'

const { client, receiver } = await sdkShop({ inRealTime: true })
beforeEach(() => void receiver.received.splice(0))

/** What the receiver was sent, as far as it is signed with a secret. */
async function verified(
  secret: string | string[],
  schemes?: readonly WebhookScheme[],
): Promise<WebhookEvent[]> {
  await client.operator.dispatch()
  const options = schemes ? { schemes } : {}
  return Promise.all(
    receiver.received.map(({ headers, body }) => verifyWebhook(body, headers, secret, options)),
  )
}

/** Each way in which an endpoint's deliveries are signed. */
const OF_INVOICES = ['standard', 'invoices'] as const
const OF_SESSIONS = ['standard', 'sessions'] as const

describe('what the server sends of invoices', () => {
  it.each(OF_INVOICES)('is believed in the form %s', async (scheme) => {
    const { id, secret } = await client.invoiceWebhookEndpoints.create({ url: receiver.url, events: ['*'] })
    const { id: invoiceId } = await client.invoices.create(NEW_INVOICE)
    await client.testMode.payInvoice(invoiceId)
    const events = await verified(secret ?? '', [scheme])
    const settled = events.find(({ type }) => type === 'settlement.completed')
    expect(settled).toMatchObject({ data: { settlement: { gross_amount: '16.49', net_amount: '16.33' } } })
    await client.invoiceWebhookEndpoints.delete(id)
  })

  it('is believed with either secret while one replaces the other, in each form', async () => {
    const { id, secret } = await client.invoiceWebhookEndpoints.create({
      url: receiver.url,
      events: ['invoice.created'],
    })
    const { secret: next } = await client.invoiceWebhookEndpoints.rotateSecret(id, { overlap: 3600 })
    await client.invoices.create(NEW_INVOICE)
    for (const one of [secret ?? '', next ?? '', ['whsec_bm9uZQ==', next ?? '']])
      for (const scheme of OF_INVOICES)
        expect(await verified(one, [scheme])).toMatchObject([{ type: 'invoice.created' }])
    await expect(verified('whsec_bm9uZQ==')).rejects.toMatchObject({ code: 'signature_mismatch' })
    await client.invoiceWebhookEndpoints.delete(id)
  })

  it('is believed when it is a test', async () => {
    const { id, secret } = await client.invoiceWebhookEndpoints.create({ url: receiver.url, events: ['*'] })
    expect(await client.invoiceWebhookEndpoints.test(id)).toMatchObject({ status: 'delivered' })
    expect(await verified(secret ?? '')).toMatchObject([
      { type: 'webhook.test', data: { webhook_endpoint: { id } } },
    ])
    await client.invoiceWebhookEndpoints.delete(id)
  })
})

describe('what the server sends of sessions', () => {
  it.each(OF_SESSIONS)('is believed in the form %s', async (scheme) => {
    const { id, secret } = await client.webhookEndpoints.create({ url: receiver.url })
    const session = await client.checkoutSessions.create({ amount: { value: '16.49', currency: 'USD' } })
    const paid = await client.testMode.paySession(session.id)
    expect((await verified(secret, [scheme])).map(({ type }) => type)).toEqual([
      'session.created',
      'session.detected',
      'session.paid',
    ])
    expect((await verified(secret)).at(-1)).toMatchObject({ object: 'event', data: paid })
    await client.webhookEndpoints.delete(id)
  })

  it('is believed when it is a test', async () => {
    const { id, secret } = await client.webhookEndpoints.create({ url: receiver.url })
    await client.webhookEndpoints.test(id)
    expect(await verified(secret, ['sessions'])).toMatchObject([{ type: 'session.paid', livemode: false }])
    await client.webhookEndpoints.delete(id)
  })
})
