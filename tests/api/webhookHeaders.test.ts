import { describe, expect, it } from 'vitest'
import { POST as CREATE_INVOICE } from '@/app/api/v1/invoices/route'
import { GET, PATCH } from '@/app/api/v1/webhook-endpoints/[id]/route'
import { POST as TEST } from '@/app/api/v1/webhook-endpoints/[id]/test/route'
import { POST as CREATE } from '@/app/api/v1/webhook-endpoints/route'
import { auditEntries, webhookEndpoints } from '@/db/schema'
import { runDispatch } from '@/lib/server/dispatch'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { startReceiver } from '@/tests/support/webhookReceiver'

const world = await testApp({ environment: { WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535' } })
const { app } = world
const PATH = '/api/v1/webhook-endpoints'
const { webhook_url: _url, ...ORDER } = EXAMPLE
const receiver = await startReceiver()
const key = await world.key((await world.merchant()).id)

const create = (custom_headers: unknown) =>
  ask(app, CREATE, PATH, { key, body: { url: receiver.url, events: ['*'], custom_headers } })

describe('headers of the merchant’s own', () => {
  it('are sent with each delivery, and what they hold is shown nowhere', async () => {
    const headers = { 'X-Gateway-Token': 'open sesame', authorization: 'Basic c2VzYW1l' }
    const told = await create(headers)
    expect(told).toMatchObject({
      status: 201,
      json: { custom_headers: { 'X-Gateway-Token': '***', authorization: '***' } },
    })
    const id = String(told.json.id)
    await ask(app, CREATE_INVOICE, '/api/v1/invoices', { key, body: ORDER })
    await runDispatch(app, 20_000)
    await ask(app, TEST, `${PATH}/${id}/test`, { key, method: 'POST', params: { id } })
    expect(receiver.received).toHaveLength(2)
    for (const { headers: sent } of receiver.received) {
      expect(sent).toMatchObject({
        'x-gateway-token': 'open sesame',
        authorization: 'Basic c2VzYW1l',
        'content-type': 'application/json',
        'webhook-signature': expect.stringMatching(/^v1,/),
      })
    }

    const ofOne = { key, params: { id } }
    const read = await ask(app, GET, `${PATH}/${id}`, ofOne)
    const kept = [
      read.text,
      await app.db.select().from(webhookEndpoints),
      await app.db.select().from(auditEntries),
    ]
    expect(JSON.stringify(kept)).not.toMatch(/sesame|c2VzYW1l/)

    // What is not named stays; what is named takes the place of all.
    const change = (body: object) => ask(app, PATCH, `${PATH}/${id}`, { ...ofOne, method: 'PATCH', body })
    expect((await change({ timeout: 20 })).json.custom_headers).toEqual({
      'X-Gateway-Token': '***',
      authorization: '***',
    })
    expect((await change({ custom_headers: {} })).json.custom_headers).toEqual({})
    await ask(app, TEST, `${PATH}/${id}/test`, { key, method: 'POST', params: { id } })
    expect(receiver.received.at(-1)?.headers).not.toHaveProperty('x-gateway-token')
  })

  it.each([
    [{ Host: 'inside.example' }, 'custom_headers.Host'],
    [{ 'Content-Type': 'text/plain' }, 'custom_headers.Content-Type'],
    [{ 'Webhook-Signature': 'v1,mine' }, 'custom_headers.Webhook-Signature'],
    [{ 'X-Crypto-Checkout-Event': 'invoice.paid' }, 'custom_headers.X-Crypto-Checkout-Event'],
    [{ 'X-Two': 'one\r\nX-Three: three' }, 'custom_headers.X-Two'],
    [{ 'X Two': 'one' }, 'custom_headers["X Two"]'],
    [{ 'X-Two': '' }, 'custom_headers.X-Two'],
    [{ 'X-Two': 'ü' }, 'custom_headers.X-Two'],
    [{ 'X-Two': 'x'.repeat(1001) }, 'custom_headers.X-Two'],
    [{ 'X-Two': '1', 'x-two': '2' }, 'custom_headers'],
    [Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`X-${at}`, '1'])), 'custom_headers'],
    [['X-Two'], 'custom_headers'],
    [{ 'X-Two': 2 }, 'custom_headers.X-Two'],
  ])('422: %j', async (headers, field) => {
    const told = await create(headers)
    expect(told).toMatchObject({ status: 422, json: { error: { code: 'VALIDATION_FAILED', field } } })
  })
})
