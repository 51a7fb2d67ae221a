import { expect, it } from 'vitest'
import { DELETE as revoke } from '@/app/api/checkout/api-keys/[id]/route'
import { GET as listKeys, POST as makeKey } from '@/app/api/checkout/api-keys/route'
import { GET as readConfig, PUT } from '@/app/api/checkout/config/route'
import { POST as rotate } from '@/app/api/checkout/config/webhook-secret/rotate/route'
import { POST as createInvoice } from '@/app/api/checkout/invoices/route'
import { DELETE as disable, PUT as change } from '@/app/api/checkout/payment-methods/[id]/route'
import { POST as createMethod } from '@/app/api/checkout/payment-methods/route'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { personOf } from '@/tests/support/people'

const world = await testApp()
const { app } = world
const CONFIG = '/api/checkout/config'
const KEYS = '/api/checkout/api-keys'
const METHODS = '/api/checkout/payment-methods'

/** A merchant of its own, with somebody who owns it. */
async function shop() {
  const merchant = await world.merchant()
  return { merchant, key: await world.key(merchant.id), ...(await personOf(app, merchant.id)) }
}

it('makes a configuration, shows it, takes it back as it is, and gives invoices its defaults', async () => {
  const { key, cookie } = await shop()
  const headers = { cookie }
  const put = (body: unknown) => ask(app, PUT, CONFIG, { method: 'PUT', body, headers })
  const first = await put({
    defaultPaymentTiming: { mode: 'due_date', dueAfterDays: 14, graceDays: 3 },
    invoiceIssuerName: 'Acme',
    invoiceCreateFields: { billTo: true },
    webhookUrl: 'https://merchant.com/checkout',
    webhookEvents: { invoice_created: false },
    redirectUrl: 'https://merchant.com/thanks',
  })
  expect(first).toMatchObject({
    status: 200,
    json: {
      webhookSecret: expect.stringMatching(/^whsec_/),
      config: {
        webhookSecretConfigured: true,
        webhookEvents: { invoice_created: false, invoice_confirmed: true },
      },
    },
  })
  const read = await ask(app, readConfig, CONFIG, { headers })
  expect(read.json.config).toEqual(first.json.config)
  const again = await put(read.json.config)
  expect(again).toMatchObject({ status: 200, json: { webhookSecret: null, config: read.json.config } })
  const made = await ask(app, createInvoice, '/api/checkout/invoices', { key, body: { amountUsd: 10 } })
  expect(made).toMatchObject({
    status: 201,
    json: {
      issuedBy: 'Acme',
      paymentTiming: { mode: 'due_date' },
      redirectUrl: 'https://merchant.com/thanks',
    },
  })
  // What is left out is as if it had never been said.
  expect((await put({})).json.config).toMatchObject({
    invoiceIssuerName: null,
    webhookUrl: null,
    defaultPaymentTiming: { mode: 'immediate', expiresAfterMinutes: 20 },
  })
})

it('replaces the secret, and says until when the old one signs too', async () => {
  const { key } = await shop()
  const turn = () => ask(app, rotate, `${CONFIG}/webhook-secret/rotate`, { key, method: 'POST' })
  expect((await turn()).status).toBe(404)
  await ask(app, PUT, CONFIG, { key, method: 'PUT', body: {} })
  expect((await turn()).status).toBe(400)
  const set = { webhookUrl: 'https://merchant.com/checkout' }
  const { json } = await ask(app, PUT, CONFIG, { key, method: 'PUT', body: set })
  const rotated = await turn()
  expect(rotated).toMatchObject({ status: 200, json: { previousValidUntil: expect.any(String) } })
  expect(rotated.json.webhookSecret).not.toBe(json.webhookSecret)
})

it('has three keys at most, however many are asked for at once, and ends one at once', async () => {
  const { cookie } = await shop()
  const make = () => ask(app, makeKey, KEYS, { body: { label: 'Shop' }, headers: { cookie } })
  const told = await Promise.all(Array.from({ length: 5 }, make))
  expect(told.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409, 409])
  const [one] = told.filter(({ status }) => status === 201)
  const raw = String(one?.json.rawKey)
  expect(raw).toMatch(/^fc_live_[0-9a-f]{64}$/)
  expect(one?.json).toMatchObject({ keyPrefix: raw.slice(0, 12), label: 'Shop', expiresAt: null })
  const body = { amountUsd: 10 }
  const use = () => ask(app, createInvoice, '/api/checkout/invoices', { body, headers: { 'x-api-key': raw } })
  expect((await use()).status).toBe(201)
  const list = async () =>
    (await ask(app, listKeys, KEYS, { headers: { cookie } })).json.keys as Record<string, unknown>[]
  const listed = (await list()).find(({ id }) => id === one?.json.id)
  expect(listed).toMatchObject({ lastUsedAt: expect.any(String) })
  expect(listed).not.toHaveProperty('rawKey')
  const id = String(one?.json.id)
  const end = () =>
    ask(app, revoke, `${KEYS}/${id}`, { method: 'DELETE', params: { id }, headers: { cookie } })
  expect((await end()).status).toBe(200)
  expect(await use()).toMatchObject({ status: 401, json: { error: 'Invalid API key' } })
  expect((await end()).status).toBe(404)
  expect((await list()).length).toBe(2)
  expect((await make()).status).toBe(201)
})

it('keeps a payment method once, and no key or bearer changes where its money goes', async () => {
  const { key, cookie } = await shop()
  const treasury = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
  const proof = { treasury, treasuryLastSix: 'dc79c8' }
  const body = { assetCode: 'USDT', network: 'local', ...proof }
  expect((await ask(app, createMethod, METHODS, { key, body })).status).toBe(409)
  const { json } = await ask(app, PUT, CONFIG, { key, method: 'PUT', body: {} })
  const { paymentMethods } = json.config as { paymentMethods: { id: string; assetCode: string }[] }
  const id = paymentMethods.find(({ assetCode }) => assetCode === 'USDT')?.id ?? ''
  const put = (sent: unknown, headers: Record<string, string>) =>
    ask(app, change, `${METHODS}/${id}`, { method: 'PUT', params: { id }, body: sent, headers })
  expect((await put(proof, { 'x-api-key': key })).status).toBe(403)
  expect((await put(proof, { authorization: `Bearer ${key}` })).status).toBe(403)
  expect(await put(proof, { cookie })).toMatchObject({
    status: 200,
    json: { pendingTreasury: { treasury }, config: { requiredConfirmations: 1 } },
  })
  const set = { label: 'Till', config: { requiredConfirmations: 14 } }
  expect(await put(set, { 'x-api-key': key })).toMatchObject({
    json: { label: 'Till', config: { requiredConfirmations: 14 }, railTypes: ['address_transfer'] },
  })
  const off = await ask(app, disable, `${METHODS}/${id}`, { key, method: 'DELETE', params: { id } })
  expect(off).toMatchObject({ status: 200, json: { id, enabled: false } })
})
