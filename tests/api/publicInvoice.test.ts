import { describe, expect, it } from 'vitest'
import { POST as create } from '@/app/api/v1/invoices/route'
import { GET as qr } from '@/app/api/v1/public/invoice/[id]/qr/route'
import { GET as view } from '@/app/api/v1/public/invoice/[id]/route'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { setLogo } from '@/lib/services/merchants/setLogo'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { differences, example } from '@/tests/api/document004/shape'
import { discLogo } from '@/tests/support/logo'

const world = await testApp()
const { app } = world
const merchant = await world.newMerchant()
const key = await world.key(merchant.id, 'sk_test')
// What one customer paid too much is taken off their next invoice: each invoice here is a stranger's.
const { confirmation_settings: _override, metadata: _customer, ...ORDER } = EXAMPLE

/** Document 004's fields, and what it cannot say in its one currency. */
const FIELDS = [
  ...Object.keys(example('invoicePublic.response')),
  'crypto_amount',
  'network',
  'credit_applied',
  'paused_reason',
  'quote_expires_at',
]
const PAYMENT_FIELDS = [
  'amount',
  'confirmations',
  'confirmed_at',
  'crypto_currency',
  'required_confirmations',
  'status',
]

async function played(...steps: object[]) {
  const { json } = await ask(app, create, '/api/v1/invoices', { key, body: ORDER })
  const id = String(json.id)
  if (steps.length > 0) await playOn(id, ...steps)
  return id
}

const playOn = async (id: string, ...steps: object[]) => {
  const { status } = await ask(app, play, '/api/v1/test/scenarios', { key, body: { invoice_id: id, steps } })
  expect(status).toBe(200)
}
const seen = (id: string, headers = {}) =>
  ask(app, view, `/api/v1/public/invoice/${id}`, { params: { id }, headers })
const code = (id: string, query = '', headers = {}) =>
  ask(app, qr, `/api/v1/public/invoice/${id}/qr${query}`, { params: { id }, headers })

describe('what a customer may see', () => {
  it.each<[string, object[], string, string]>([
    ['nothing came', [], 'pending', '"received":0.00,"required":16.49,"remaining":16.49,"percent":0.00'],
    [
      'a part',
      [{ pay: '10' }],
      'partial',
      '"received":10.00,"required":16.49,"remaining":6.49,"percent":60.64',
    ],
    [
      'all of it',
      [{ pay: 'rest' }, { wait: 'confirmed' }],
      'paid',
      '"received":16.49,"required":16.49,"remaining":0.00,"percent":100.00',
    ],
    [
      'too much',
      [{ pay: '20' }, { wait: 'confirmed' }],
      'paid',
      '"received":20.00,"required":16.49,"remaining":0.00,"percent":100.00',
    ],
    [
      'less than a cent is missing',
      [{ pay: '16.489999' }],
      'paid',
      '"received":16.489999,"required":16.49,"remaining":0.000001,"percent":99.99',
    ],
    [
      'nothing came in time',
      [{ wait: 'expired' }],
      'expired',
      '"received":0.00,"required":16.49,"remaining":16.49,"percent":0.00',
    ],
    [
      'it came late',
      [{ wait: 'expired' }, { pay: 'rest' }],
      'expired',
      '"received":16.49,"required":16.49,"remaining":0.00,"percent":100.00',
    ],
  ])('%s', async (_what, steps, status, progress) => {
    const { json, text } = await seen(await played(...steps))
    expect(json.status).toBe(status)
    expect(text).toContain(`"payment_progress":{${progress}}`)
    expect(Object.keys(json).toSorted()).toEqual(FIELDS.toSorted())
    for (const payment of json.payments as object[]) {
      expect(Object.keys(payment).toSorted()).toEqual(PAYMENT_FIELDS)
    }
    const remaining = json.time_remaining as number
    const isOver = status === 'expired'
    expect(isOver ? remaining : Math.sign(remaining)).toBe(isOver ? 0 : 1)
    expect(Number.isInteger(remaining)).toBe(true)
  })

  it('has the fields and types of document 004’s own answer', async () => {
    const { json } = await seen(await played({ pay: '10' }, { wait: '20m' }))
    expect(differences(example('invoicePublic.response'), json)).toEqual([])
    expect(json).toMatchObject({
      total: 16.49,
      usdt_amount: 16.49,
      return_url: 'https://merchant.com/success',
    })
  })

  it('shows nothing of the fee, the notes, the keys or who asked, whatever the merchant may see', async () => {
    const { text } = await seen(await played({ pay: 'rest' }, { wait: 'confirmed' }))
    for (const secret of [
      'fee',
      '0.16',
      'settle',
      'metadata',
      'ord_789',
      'webhook',
      'audit',
      'tolerance',
      merchant.id,
    ])
      expect(text).not.toContain(secret)
  })
})

describe('who asks again', () => {
  it('is told that nothing has changed but the time, until something has', async () => {
    const id = await played()
    const first = await seen(id)
    expect(first.headers).toMatchObject({ 'cache-control': 'no-store', etag: expect.stringMatching(/^W\/"/) })
    const asking = { 'if-none-match': String(first.headers.etag) }
    world.advance(5_000)
    const again = await seen(id, asking)
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', first.headers.etag])
    expect(again.headers).toMatchObject({ 'access-control-allow-origin': '*' })
    expect(again.headers['content-type']).toBeUndefined()
    await playOn(id, { pay: '10' })
    const changed = await seen(id, asking)
    expect(changed.status).toBe(200)
    expect(changed.headers.etag).not.toBe(first.headers.etag)
  })

  it('keeps a code for a minute, and is told when it has become another', async () => {
    const id = await played()
    const first = await code(id, '?logo=true')
    expect(first.headers).toMatchObject({
      'cache-control': 'private, max-age=60',
      'content-type': 'image/png',
    })
    const asking = { 'if-none-match': `"other", ${first.headers.etag}` }
    expect((await code(id, '?logo=true', asking)).status).toBe(304)
    const owner = {
      merchantId: merchant.id,
      mode: 'live',
      label: 'test',
      ipAddress: null,
      userAgent: null,
      requestId: null,
    } as const
    await setLogo(app, owner, discLogo())
    const withLogo = await code(id, '?logo=true', asking)
    expect(withLogo.status).toBe(200)
    expect((await code(id, '?logo=false', asking)).status).toBe(304)
  })
})

describe('a code', () => {
  it.each([
    ['png', 'image/png', '\x89PNG'],
    ['svg', 'image/svg+xml', '<svg'],
    ['pdf', 'application/pdf', '%PDF'],
  ])('comes as %s', async (format, type, start) => {
    const told = await code(await played(), `?format=${format}&size=512&style=modern&logo=true`)
    expect(told).toMatchObject({
      status: 200,
      headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
    })
    expect(Buffer.from(told.bytes).toString('latin1')).toContain(start)
  })

  it.each([
    'size=127',
    'size=0x80',
    'size=',
    'format=gif',
    'format=PNG',
    'style=round',
    'logo=yes',
    'logo=1',
  ])('refuses %s with what it takes', async (query) => {
    const told = await code(await played(), `?${query}`)
    const [field] = query.split('=')
    expect(told).toMatchObject({ status: 422, json: { error: { code: 'VALIDATION_FAILED', field } } })
  })
})
