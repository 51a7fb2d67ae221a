import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { POST as cancelInvoice } from '@/app/api/v1/invoices/[id]/cancel/route'
import { POST as complete } from '@/app/api/v1/invoices/[id]/complete/route'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/refunds/[refund_id]/cancel/route'
import { GET as getOne, PATCH as report } from '@/app/api/v1/invoices/[id]/refunds/[refund_id]/route'
import { GET as list, POST as prepare } from '@/app/api/v1/invoices/[id]/refunds/route'
import { GET as readInvoice } from '@/app/api/v1/invoices/[id]/route'
import { POST as create } from '@/app/api/v1/invoices/route'
import { DELETE as forget } from '@/app/api/v1/merchants/me/wallets/[id]/route'
import { GET as wallets, POST as declare } from '@/app/api/v1/merchants/me/wallets/route'
import { GET as look } from '@/app/api/v1/public/invoice/[id]/route'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { ask, EXAMPLE, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id, 'sk_test')

const { confirmation_settings: _override, ...SIMPLE } = EXAMPLE
const PATH = '/api/v1/invoices'
const address = () => privateKeyToAccount(generatePrivateKey()).address
const happen = (id: string, ...steps: object[]) =>
  ask(app, play, '/api/v1/test/scenarios', { key, body: { invoice_id: id, steps } })
const invoiceWith = async (...steps: object[]): Promise<string> => {
  const id = String((await ask(app, create, PATH, { key, body: SIMPLE })).json.id)
  if (steps.length > 0) expect((await happen(id, ...steps)).status).toBe(200)
  return id
}
const paid = () => invoiceWith({ pay: 'rest' }, { wait: 'confirmed' })
const ask4 = (id: string, body: unknown, asked: Asked = {}) =>
  ask(app, prepare, `${PATH}/${id}/refunds`, { key, params: { id }, body, ...asked })
const all = (id: string) => ask(app, list, `${PATH}/${id}/refunds`, { key, params: { id } })
const one = (id: string, refund_id: string) =>
  ask(app, getOne, `${PATH}/${id}/refunds/${refund_id}`, { key, params: { id, refund_id } })
const callOff = (id: string, refund_id: string) =>
  ask(app, cancel, `${PATH}/${id}/refunds/${refund_id}/cancel`, {
    key,
    params: { id, refund_id },
    method: 'POST',
  })
const tell = (id: string, refund_id: string, body: unknown) =>
  ask(app, report, `${PATH}/${id}/refunds/${refund_id}`, {
    key,
    params: { id, refund_id },
    body,
    method: 'PATCH',
  })
const finish = (id: string, body: unknown, as = key) =>
  ask(app, complete, `${PATH}/${id}/complete`, { key: as, params: { id }, body })
const read = (id: string) => ask(app, readInvoice, `${PATH}/${id}`, { key, params: { id } })
const refused = (status: number, code: string) => ({ status, json: { error: { code } } })

describe('POST /api/v1/invoices/{id}/refunds', () => {
  it('201 with everything that a wallet needs', async () => {
    const id = await paid()
    const to = address()
    const told = await ask4(id, { to, amount: '6.49', reason: 'one item was missing' })
    expect(told.status).toBe(201)
    expect(told.json).toMatchObject({
      invoice_id: id,
      status: 'prepared',
      type: 'partial',
      reason: 'one item was missing',
      network: 'sandbox',
      crypto_currency: 'USDT',
      amount: 6.49,
      crypto_amount: '6.49',
      amount_base_units: '6490000',
      to,
      transaction: { value: '0x0', data: expect.stringMatching(/^0xa9059cbb/) },
      payment_uri: expect.stringContaining(`/transfer?address=${to}&uint256=6490000`),
      expires_at: expect.any(String),
      from_wallets: [expect.stringMatching(/^0x/)],
      tx_hash: null,
      confirmations: 0,
    })
    expect((await one(id, String(told.json.id))).json).toEqual(told.json)
  })

  it('the whole way in test mode: prepared, sent, completed, refunded, and told to the customer', async () => {
    const id = await paid()
    const { json } = await ask4(id, { to: address(), amount: 'full' })
    const played = await happen(id, { refund: 'next' }, { wait: 'confirmed' })
    expect(played).toMatchObject({ status: 200, json: { invoice: { status: 'refunded' } } })
    expect((await one(id, String(json.id))).json).toMatchObject({
      status: 'completed',
      tx_hash: expect.stringMatching(/^0x/),
      completed_at: expect.any(String),
    })
    expect((await ask(app, look, `/api/v1/public/invoice/${id}`, { params: { id } })).json).toMatchObject({
      status: 'refunded',
    })
  })

  it('the same Idempotency-Key prepares one', async () => {
    const id = await paid()
    const asked = { headers: { 'idempotency-key': 'refund-1' } }
    const body = { to: address(), amount: 'full' }
    const [first, second] = [await ask4(id, body, asked), await ask4(id, body, asked)]
    expect(second.json).toEqual(first.json)
    expect((await all(id)).json.refunds).toHaveLength(1)
  })

  it('400, 401, 403, 404, 413 and 415', async () => {
    const id = await paid()
    expect((await ask4(id, '{')).status).toBe(400)
    const body = { to: address(), amount: 'full' }
    expect((await ask4(id, body, { key: 'sk_test_no' })).status).toBe(401)
    const narrow = await world.key(merchant.id, 'sk_test', ['invoices:read'])
    expect((await ask4(id, body, { key: narrow })).status).toBe(403)
    expect((await ask4('inv_none', body)).status).toBe(404)
    expect((await ask4(id, { ...body, reason: 'x'.repeat(2 ** 20) })).status).toBe(413)
    expect((await ask4(id, '{}', { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  })

  it('409 beyond what arrived, with what is left', async () => {
    const id = await paid()
    expect(await ask4(id, { to: address(), amount: '16.50' })).toMatchObject({
      ...refused(409, 'REFUND_NOT_COVERED'),
      json: { error: { field: 'amount', constraints: { refundable_amount: 16.49 } } },
    })
    await ask4(id, { to: address(), amount: 10 })
    expect(await ask4(id, { to: address(), amount: 10 })).toMatchObject(refused(409, 'REFUND_NOT_COVERED'))
    expect(await ask4(id, { to: address(), amount: 'excess' })).toMatchObject(
      refused(409, 'REFUND_NOT_COVERED'),
    )
    expect(await ask4(await invoiceWith(), { to: address(), amount: 'full' })).toMatchObject(
      refused(409, 'REFUND_NOT_COVERED'),
    )
  })

  it.each([
    ['to', { amount: 'full' }],
    ['to', { amount: 'full', to: '0x0000000000000000000000000000000000000000' }],
    ['to', { amount: 'full', to: 'TQn9Y2khEsLMWn1aXKURNC62XLFPqpTUcN' }],
    ['amount', { to: address() }],
    ['amount', { to: address(), amount: 'all' }],
    ['amount', { to: address(), amount: '0' }],
    ['amount', { to: address(), amount: '0.0000001' }],
    ['amount', { to: address(), amount: -1 }],
    ['crypto_currency', { to: address(), amount: 'full', crypto_currency: 'USDC' }],
    ['expires_in', { to: address(), amount: 'full', expires_in: 1 }],
  ])('422 %s: %j', async (field, body) => {
    expect(await ask4(await paid(), body)).toMatchObject({ status: 422, json: { error: { field } } })
  })
})

describe('GET /api/v1/invoices/{id}/refunds', () => {
  it('200 with the refunds and what is left', async () => {
    const id = await invoiceWith({ pay: '20' }, { wait: 'confirmed' })
    await ask4(id, { to: address(), amount: 'excess' })
    const { status, json } = await all(id)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      refunds: [{ type: 'excess', amount: 3.51 }],
      refundable: [
        {
          network: 'sandbox',
          crypto_currency: 'USDT',
          received: 20,
          allotted: 3.51,
          refundable: 16.49,
          excess: 0,
        },
      ],
    })
  })

  it('404 for a refund of another invoice', async () => {
    const id = await paid()
    const { json } = await ask4(id, { to: address(), amount: 'full' })
    expect((await one(await paid(), String(json.id))).status).toBe(404)
    expect((await one(id, 'ref_none')).status).toBe(404)
  })
})

describe('one refund', () => {
  it('is called off once, which gives its share free', async () => {
    const id = await paid()
    const { json } = await ask4(id, { to: address(), amount: 'full' })
    expect(await callOff(id, String(json.id))).toMatchObject({
      status: 200,
      json: { status: 'cancelled', cancelled_at: expect.any(String) },
    })
    expect(await callOff(id, String(json.id))).toMatchObject(refused(409, 'REFUND_NOT_OPEN'))
    expect((await callOff(id, 'ref_none')).status).toBe(404)
    expect((await ask4(id, { to: address(), amount: 'full' })).status).toBe(201)
  })

  it('takes the hash of what was sent as a hint', async () => {
    const id = await paid()
    const refund = String((await ask4(id, { to: address(), amount: 'full' })).json.id)
    const tx_hash = `0x${'ab'.repeat(32)}`
    expect(await tell(id, refund, { tx_hash })).toMatchObject({
      status: 200,
      json: { status: 'prepared', reported_tx_hash: tx_hash, tx_hash: null },
    })
    expect((await tell(id, refund, { tx_hash: '0x1' })).status).toBe(422)
    expect((await tell(id, 'ref_none', { tx_hash })).status).toBe(404)
    await happen(id, { refund: 'next' }, { wait: 'confirmed' })
    expect(await tell(id, refund, { tx_hash })).toMatchObject(refused(409, 'REFUND_NOT_OPEN'))
  })

  it('that nobody sends expires by the invoice’s own clock', async () => {
    const id = await paid()
    const { json } = await ask4(id, { to: address(), amount: 'full', expires_in: 300 })
    await happen(id, { wait: '2h' })
    expect((await one(id, String(json.id))).json.status).toBe('expired')
  })

  it('that is undone is prepared again, and the invoice paid again', async () => {
    const id = await paid()
    const { json } = await ask4(id, { to: address(), amount: 'full' })
    await happen(id, { refund: String(json.id) }, { wait: 'confirmed' }, { undo: 'payment' })
    expect((await one(id, String(json.id))).json).toMatchObject({ status: 'prepared', sent_at: null })
    expect((await read(id)).json.status).toBe('paid')
  })
})

describe('cancelling with refund_partial_payments', () => {
  it('says what is due until it is given back', async () => {
    const id = await invoiceWith({ pay: '60%' }, { wait: 'confirmed' })
    const told = await ask(app, cancelInvoice, `${PATH}/${id}/cancel`, {
      key,
      params: { id },
      body: { reason: 'sold out', refund_partial_payments: true },
    })
    expect(told).toMatchObject({
      status: 200,
      json: { id, status: 'cancelled', reason: 'sold out', refund_due: true },
    })
    expect((await read(id)).json.exceptions).toMatchObject([{ type: 'underpaid' }, { type: 'refund_due' }])
    await ask4(id, { to: address(), amount: 'full' })
    await happen(id, { refund: 'next' }, { wait: 'confirmed' })
    expect((await read(id)).json).toMatchObject({ status: 'cancelled', exceptions: [] })
  })
})

describe('POST /api/v1/invoices/{id}/complete', () => {
  it('200: a short invoice is paid and settled on what was received', async () => {
    const id = await invoiceWith({ pay: '60%' }, { wait: 'expired' })
    const told = await finish(id, { reason: 'a good customer' })
    expect(told).toMatchObject({
      status: 200,
      json: { status: 'paid', exceptions: [], settlement: { status: 'completed' } },
    })
    expect(told.text).toContain('invoice.completed')
  })

  it('200: late money pays an expired invoice', async () => {
    const id = await invoiceWith({ wait: 'expired' }, { pay: 'rest' }, { wait: 'confirmed' })
    expect((await read(id)).json).toMatchObject({ status: 'expired', exceptions: [{ type: 'late' }] })
    const { payments } = (await read(id)).json as { payments: { id: string }[] }
    const told = await finish(id, { reason: 'a day late', payments: payments.map((payment) => payment.id) })
    expect(told).toMatchObject({ status: 200, json: { status: 'paid', exceptions: [] } })
  })

  it('409 where there is nothing to accept', async () => {
    for (const id of [await invoiceWith(), await paid()]) {
      expect(await finish(id, { reason: 'no' })).toMatchObject(refused(409, 'INVOICE_NOT_COMPLETABLE'))
    }
    const promised = await invoiceWith({ pay: '60%' }, { wait: 'expired' })
    await ask4(promised, { to: address(), amount: 'full' })
    expect(await finish(promised, { reason: 'no' })).toMatchObject(refused(409, 'INVOICE_NOT_COMPLETABLE'))
  })

  it('403 without a permission of its own, 422 without a reason or with a stranger’s payment', async () => {
    const id = await invoiceWith({ pay: '60%' }, { wait: 'confirmed' })
    const usual = await world.key(merchant.id, 'sk_test_invoices')
    expect((await finish(id, { reason: 'x' }, usual)).status).toBe(403)
    expect(await finish(id, {})).toMatchObject({ status: 422, json: { error: { field: 'reason' } } })
    expect(await finish(id, { reason: 'x', payments: ['pay_none'] })).toMatchObject({
      status: 422,
      json: { error: { field: 'payments[0]' } },
    })
    expect((await finish('inv_none', { reason: 'x' })).status).toBe(404)
  })
})

describe('/api/v1/merchants/me/wallets', () => {
  it('declares, lists and forgets', async () => {
    const own = address()
    const told = await ask(app, declare, '/api/v1/merchants/me/wallets', {
      key,
      body: { address: own.toLowerCase(), label: 'Refunds' },
    })
    expect(told).toMatchObject({ status: 201, json: { address: own, label: 'Refunds' } })
    const again = await ask(app, declare, '/api/v1/merchants/me/wallets', { key, body: { address: own } })
    expect(again.json).toEqual(told.json)
    expect((await ask(app, wallets, '/api/v1/merchants/me/wallets', { key })).json).toMatchObject({
      wallets: [{ address: own }],
      treasuries: [expect.stringMatching(/^0x/)],
    })
    const id = await paid()
    expect((await ask4(id, { to: own, amount: 'full' })).status).toBe(422)
    expect((await ask4(id, { to: address(), amount: 'full' })).json.from_wallets).toContain(own)
    const params = { id: String(told.json.id) }
    const gone = () =>
      ask(app, forget, `/api/v1/merchants/me/wallets/${params.id}`, { key, params, method: 'DELETE' })
    expect((await gone()).status).toBe(200)
    expect((await gone()).status).toBe(404)
    expect((await ask(app, wallets, '/api/v1/merchants/me/wallets', { key })).json).toMatchObject({
      wallets: [],
    })
  })

  it('422 for what is no wallet', async () => {
    for (const bad of ['', '0x1', `0x${'0'.repeat(40)}`]) {
      const told = await ask(app, declare, '/api/v1/merchants/me/wallets', { key, body: { address: bad } })
      expect(told).toMatchObject({ status: 422, json: { error: { field: 'address' } } })
    }
  })
})
