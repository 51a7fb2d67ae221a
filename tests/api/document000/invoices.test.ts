import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import * as invoicesRoute from '@/app/api/checkout/invoices/route'
import * as exportRoute from '@/app/api/checkout/invoices/export/route'
import * as statsRoute from '@/app/api/checkout/invoices/stats/route'
import * as oneRoute from '@/app/api/checkout/invoices/[id]/route'
import * as statusRoute from '@/app/api/checkout/invoices/[id]/status/route'
import * as paymentsRoute from '@/app/api/checkout/invoices/[id]/payments/route'
import * as voidRoute from '@/app/api/checkout/invoices/[id]/void/route'
import * as recordRoute from '@/app/api/checkout/invoices/[id]/record-payment/route'
import * as resolveRoute from '@/app/api/checkout/invoices/[id]/exception/resolve/route'
import * as payRoute from '@/app/api/checkout/pay/[id]/route'
import * as payStatusRoute from '@/app/api/checkout/pay/[id]/status/route'
import * as tokenRoute from '@/app/api/v1/auth/token/route'
import * as invoicesV1 from '@/app/api/v1/invoices/[id]/route'
import { checkoutInvoices } from '@/db/schema'
import { findCustomer } from '@/db/queries/customers'
import { eraseCustomer } from '@/lib/services/customers/eraseCustomer'
import { playTest } from '@/lib/services/testmode/playTest'
import { stepsOf, type TestPaymentKind } from '@/lib/services/testmode/steps'
import { ask, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const LIVE = await world.key(merchant.id, 'sk_live')
const TEST = await world.key(merchant.id, 'sk_test')
const FC = await world.key(merchant.id, 'fc_live')
const stranger = await world.merchant()
const STRANGER = await world.key(stranger.id, 'sk_live')
const TESTER = {
  merchantId: merchant.id,
  mode: 'test' as const,
  label: 'test',
  ipAddress: null,
  userAgent: null,
  requestId: null,
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

async function create(body: Record<string, unknown> | string, key = LIVE, headers: Asked['headers'] = {}) {
  const answer = await ask(app, invoicesRoute.POST, '/api/checkout/invoices', {
    body,
    headers: { 'x-api-key': key, ...headers },
  })
  return { ...answer, id: String(answer.json.id) }
}

const on =
  (route: Parameters<typeof ask>[1], path: string) =>
  (id: string, asked: Asked = {}, key = LIVE) =>
    ask(app, route, `/api/checkout/invoices/${id}${path}`, {
      params: { id },
      ...asked,
      headers: { 'x-api-key': key, ...asked.headers },
    })
const read = on(oneRoute.GET, '')
const status = on(statusRoute.GET, '/status')
const payments = on(paymentsRoute.GET, '/payments')
const voided = (id: string, key = LIVE) => on(voidRoute.POST, '/void')(id, { method: 'POST' }, key)
const record = (id: string, body: unknown = { note: 'cash' }, key = LIVE) =>
  on(recordRoute.POST, '/record-payment')(id, { body }, key)
const resolve = (id: string, body: unknown, key = LIVE) =>
  on(resolveRoute.POST, '/exception/resolve')(id, { body }, key)
const list = (query = '', key = LIVE) =>
  ask(app, invoicesRoute.GET, `/api/checkout/invoices${query}`, { headers: { 'x-api-key': key } })

/** An invoice in test mode to which something happened; its `inv_` id is the panel's. */
async function played(kind: TestPaymentKind) {
  const { id } = await create({ amountUsd: 10 }, TEST)
  await playTest(app, TESTER, id, stepsOf(kind))
  return id
}

describe('POST /api/checkout/invoices', () => {
  it('asks for nothing but the amount, and offers every configured method', async () => {
    const { status, json } = await create({ amountUsd: 49.99 })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      id: expect.stringMatching(UUID),
      paymentUrl: `${app.policy.publicUrl}/pay/${String(json.id)}`,
      status: 'awaiting_payment',
      amountUsd: 49.99,
      receivedAmountUsd: 0,
      paymentCoverage: 'no_payment',
      paymentSummary: { remainingAmountUsd: 49.99, overpaymentAmountUsd: 0 },
      paymentTiming: {
        mode: 'immediate',
        expiresAfterMinutes: 20,
        payableUntilAt: '2026-01-15T10:20:00Z',
      },
      issuedBy: 'Acme VPN Services',
      exceptionType: null,
      livemode: true,
    })
    const options = json.paymentOptions as Record<string, unknown>[]
    expect(options.map((one) => String(one.assetCode)).toSorted()).toEqual(['ETH', 'USDC', 'USDT'])
    expect(options.filter((one) => one.isDefault)).toHaveLength(1)
    expect(json.defaultPaymentOptionId).toBe(options.find((one) => one.isDefault)?.id)
  })

  it('says how to pay at 6 and at 18 decimals (EIP-681)', async () => {
    const { json } = await create({ amountUsd: 49.99 })
    const options = json.paymentOptions as {
      assetCode: string
      paymentUri: string
      qrCode: string
      destinationAddress: string
      railType: string
      optionPayload: { tokenContract: string | null; paymentAmountAtomic: string; chainId: number }
    }[]
    const usdc = options.find((one) => one.assetCode === 'USDC')
    expect(usdc).toMatchObject({
      railType: 'address_transfer',
      quotedAmount: '49.99',
      optionPayload: { chainId: 31337, decimals: 6, paymentAmountAtomic: '49990000' },
    })
    expect(usdc?.paymentUri).toBe(
      `ethereum:${usdc?.optionPayload.tokenContract}@31337/transfer?address=${usdc?.destinationAddress}&uint256=49990000`,
    )
    const ether = options.find((one) => one.assetCode === 'ETH')
    const wei = ether?.optionPayload.paymentAmountAtomic
    expect(ether?.paymentUri).toBe(`ethereum:${ether?.destinationAddress}@31337?value=${wei}`)
    expect(ether?.optionPayload).toMatchObject({ decimals: 18, tokenContract: null })
    expect(ether?.qrCode).toMatch(/^data:image\/png;base64,/)
  })

  it('keeps what the merchant says of it, whatever script it is in', async () => {
    const said = {
      productName: '年間プラン ⚡️ سنوي',
      productCode: 'P-1',
      integrationId: 'shop',
      issuedBy: 'Ünïcödé GmbH',
      billTo: '👩‍👩‍👧‍👦 & Söhne',
      merchantReference: 'order-1',
      externalInvoiceId: 'ext-1',
      customerId: 'c-1',
      customerEmail: 'who@example.com',
      redirectUrl: 'https://shop.example/thanks',
      metadata: { notes: 'x'.repeat(140), '=cmd': '=1+1' },
    }
    const made = await create({ amountUsd: 0.01, ...said })
    expect(made.json).toMatchObject({ amountUsd: 0.01, ...said })
    expect((await read(made.id)).json).toMatchObject(said)
  })

  it.each([
    ['{"amountUsd": 0}', 'amountUsd must be at least 0.01'],
    ['{"amountUsd": -5}', 'amountUsd must be at least 0.01'],
    ['{"amountUsd": 0.009}', 'amountUsd must be at least 0.01'],
    ['{"amountUsd": 1e-80}', 'amountUsd must be at least 0.01'],
    ['{"amountUsd": 10.005}', 'amountUsd must have at most two decimal places'],
    ['{"amountUsd": 0.1000000000000000000001}', 'amountUsd must have at most two decimal places'],
    ['{"amountUsd": 1e40}', 'amountUsd must be at most 100000000'],
    ['{"amountUsd": 999999999999999999999999.99}', 'amountUsd must be at most 100000000'],
    ['{"amountUsd": "49.99"}', 'amountUsd must be a number'],
    ['{}', 'amountUsd is required'],
  ])('%s: %s', async (body, error) => {
    const { status, json } = await create(body)
    expect([status, json.error]).toEqual([400, error])
    expect(json.details).toEqual({ amountUsd: [error.replace('amountUsd ', '')] })
  })

  it.each([
    [{ productName: 'x'.repeat(201) }, 'productName'],
    [{ issuedBy: 'x'.repeat(121) }, 'issuedBy'],
    [{ billTo: 'x'.repeat(121) }, 'billTo'],
    [{ merchantReference: 'x'.repeat(201) }, 'merchantReference'],
    [{ customerId: 'x'.repeat(201) }, 'customerId'],
    [{ customerEmail: `${'x'.repeat(320)}@example.com` }, 'customerEmail'],
    [{ customerEmail: 'nobody' }, 'customerEmail'],
    [{ redirectUrl: 'javascript:alert(1)' }, 'redirectUrl'],
    [{ metadata: { notes: 'x'.repeat(141) } }, 'metadata.notes'],
    [{ metadata: { deep: { er: 1 } } }, 'metadata'],
    [{ productName: 'a\u0000b' }, 'productName'],
    [{ paymentTiming: { mode: 'sometime' } }, 'paymentTiming.mode'],
    [{ paymentTiming: { mode: 'immediate', expiresAfterMinutes: 0 } }, 'paymentTiming.expiresAfterMinutes'],
    [{ paymentTiming: { mode: 'due_date' } }, 'paymentTiming.dueAt'],
    [{ paymentTiming: { mode: 'due_date', dueAt: '2026-01-15T09:59:59Z' } }, 'paymentTiming.dueAt'],
    [{ paymentTiming: { mode: 'due_date', dueAt: '2028-01-15T09:59:59Z' } }, 'paymentTiming.dueAt'],
  ])('refuses %j', async (fields, field) => {
    const { status, json } = await create({ amountUsd: 1, ...fields })
    expect(status).toBe(400)
    expect(Object.keys(json.details as object)).toEqual([field])
  })

  it('by a due date is payable through its grace, and quotes what moves anew meanwhile (D3)', async () => {
    const dueAt = '2026-01-20T00:00:00Z'
    const made = await create({ amountUsd: 100, paymentTiming: { mode: 'due_date', dueAt, graceDays: 2 } })
    expect(made.json.paymentTiming).toEqual({
      mode: 'due_date',
      dueAt,
      graceDays: 2,
      payableUntilAt: '2026-01-22T00:00:00Z',
    })
    const options = made.json.paymentOptions as { assetCode: string; quoteExpiresAt: string }[]
    expect(options.find((one) => one.assetCode === 'ETH')?.quoteExpiresAt).toBe('2026-01-15T10:20:00Z')
  })

  it('takes an external id once, also of two at once, in each merchant and mode (Q12)', async () => {
    const body = { amountUsd: 5, externalInvoiceId: 'once' }
    const [first, second] = await Promise.all([create(body), create(body)])
    expect(new Set([first.status, second.status])).toEqual(new Set([201, 409]))
    const third = await create(body)
    expect([third.status, third.json.error]).toEqual([
      409,
      'An invoice with this externalInvoiceId exists already',
    ])
    expect((await create(body, STRANGER)).status).toBe(201)
    expect((await create(body, TEST)).status).toBe(201)
    // What may repeat is another field.
    const repeats = { amountUsd: 5, merchantReference: 'twice' }
    expect([(await create(repeats)).status, (await create(repeats)).status]).toEqual([201, 201])
  })

  it('answers the same to the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'one' }
    const body = { amountUsd: 5, externalInvoiceId: 'idempotent' }
    const first = await create(body, LIVE, headers)
    const again = await create(body, LIVE, headers)
    expect([again.status, again.id]).toEqual([201, first.id])
    expect((await create({ amountUsd: 6 }, LIVE, headers)).status).toBe(409)
  })

  it('fails where no method can be quoted, and says why', async () => {
    const poor = await world.newMerchant()
    const key = await world.key(poor.id, 'sk_live')
    const { status, json } = await create({ amountUsd: 5 }, key)
    expect(status).toBe(400)
    expect(json.error).toMatch(/payment method/i)
  })
})

describe('reading', () => {
  it('by either id, here and in document 004, with the same numbers', async () => {
    const uuid = await played('under')
    const here = await read(uuid, {}, TEST)
    const there = await ask(app, invoicesV1.GET, `/api/v1/invoices/${uuid}`, {
      key: TEST,
      params: { id: uuid },
    })
    const inv = String(there.json.id)
    expect((await read(inv, {}, TEST)).json).toEqual(here.json)
    expect(there.json.total).toBe(here.json.amountUsd)
    expect(here.json).toMatchObject({
      status: 'partially_paid',
      paymentCoverage: 'partial_payment',
      receivedAmountUsd: 6,
      paymentSummary: { remainingAmountUsd: 4 },
    })
    expect((there.json.payments as { amount: number }[])[0]?.amount).toBe(6)
    const options = here.json.paymentOptions as {
      assetCode: string
      optionPayload: Record<string, unknown>
    }[]
    const asked = options.find((one) => one.assetCode === 'USDT')
    expect(asked?.optionPayload.paymentAmountAtomic).toBe('4000000')
  })

  it('a stranger’s, another mode’s and one of another document is nobody’s', async () => {
    const { id } = await create({ amountUsd: 5 })
    for (const answer of [
      await read(id, {}, STRANGER),
      await read(id, {}, TEST),
      await status(id, {}, STRANGER),
      await payments(id, {}, STRANGER),
      await voided(id, STRANGER),
      await record(id, { note: 'x' }, STRANGER),
      await resolve(id, { action: 'ignore', note: 'x' }, STRANGER),
      await read('00000000-0000-4000-8000-000000000000'),
    ]) {
      expect([answer.status, answer.json]).toEqual([404, { error: 'Invoice not found' }])
    }
  })

  it('its status alone, for a poller that asks whether anything has changed', async () => {
    const { id } = await create({ amountUsd: 5 })
    const first = await status(id, {}, FC)
    expect(first.json).toEqual({
      id,
      status: 'awaiting_payment',
      paymentCoverage: 'no_payment',
      confirmations: 0,
      paymentDetectedAt: null,
      confirmedAt: null,
      payableUntilAt: expect.any(String),
      receivedAmountUsd: 0,
      confirmedAmountUsd: 0,
      exceptionType: null,
      exceptionStatus: null,
    })
    const again = await status(id, { headers: { 'if-none-match': first.headers.etag ?? '' } }, FC)
    expect(again.status).toBe(304)
  })

  it.each([
    ['exact', 'confirmed', 'exact_payment', null],
    ['over', 'confirmed', 'overpayment', 'overpayment'],
    ['late', 'expired', 'no_payment', 'late_payment'],
    ['reverted', 'confirmed', 'no_payment', 'payment_reverted'],
  ] as const)('%s: %s, %s, %s', async (kind, shown, coverage, exception) => {
    const id = await played(kind)
    if (kind === 'exact') await playTest(app, TESTER, id, [{ type: 'wait', until: 'confirmed' }])
    const { json } = await read(id, {}, TEST)
    expect(json).toMatchObject({ status: shown, paymentCoverage: coverage, exceptionType: exception })
    expect(json.exceptionStatus).toBe(exception === null ? null : 'open')
  })
})

describe('payments', () => {
  it('one shape for every way the money came', async () => {
    const id = await played('under')
    await record(id, { note: 'the rest in cash' }, TEST)
    const { json } = await payments(id, {}, TEST)
    expect(json.payments).toMatchObject([
      {
        id: expect.stringMatching(/^pay_/),
        type: 'transfer',
        railType: 'address_transfer',
        assetCode: 'USDT',
        network: 'sandbox',
        amount: '6',
        amountUsd: 6,
        note: null,
      },
      { type: 'out_of_band', status: 'confirmed', amountUsd: 10, note: 'the rest in cash', assetCode: null },
    ])
  })
})

describe('by hand', () => {
  it('void: before a payment is seen, twice the same; not after', async () => {
    const { id } = await create({ amountUsd: 5 })
    const first = await voided(id, FC)
    expect([first.status, first.json.status]).toEqual([200, 'voided'])
    expect((await voided(id, FC)).json.status).toBe('voided')
    const paid = await played('under')
    const refused = await voided(paid, TEST)
    expect([refused.status, refused.json.error]).toEqual([
      409,
      'A payment of this invoice has been seen: it can no longer be voided',
    ])
  })

  it('record-payment: with a note, once', async () => {
    const { id } = await create({ amountUsd: 5 })
    const { status, json } = await record(id, { note: 'cash' }, FC)
    expect([status, json]).toMatchObject([
      200,
      {
        status: 'paid_out_of_band',
        paidOutOfBandNote: 'cash',
        paidOutOfBandAt: '2026-01-15T10:00:00Z',
        confirmedAt: null,
        paymentSummary: { remainingAmountUsd: 0 },
      },
    ])
    expect((await record(id, { note: 'again' }, FC)).json.paidOutOfBandNote).toBe('cash')
    expect((await record(id, {}, FC)).status).toBe(400)
    expect((await voided(id, FC)).status).toBe(409)
    const paid = await played('exact')
    expect((await record(paid, { note: 'x' }, TEST)).status).toBe(409)
  })

  it('exception/resolve: what each leaves, with a note', async () => {
    const id = await played('late')
    expect((await resolve(id, { action: 'accept' }, TEST)).json.details).toEqual({ note: ['is required'] })
    expect((await resolve(id, { action: 'sell', note: 'x' }, TEST)).status).toBe(400)
    const { json } = await resolve(id, { action: 'accept', note: 'fine' }, TEST)
    expect(json).toMatchObject({
      status: 'confirmed',
      exceptionType: 'late_payment',
      exceptionStatus: 'closed',
      exceptionAction: 'accept',
      exceptionNote: 'fine',
      exceptionClosedAt: expect.any(String),
    })
    expect((await resolve(id, { action: 'ignore', note: 'x' }, TEST)).status).toBe(409)
    const reverted = await played('reverted')
    expect((await resolve(reverted, { action: 'accept', note: 'x' }, TEST)).json.details).toEqual({
      action: ['must be ignore here'],
    })
  })
})

describe('keys hold what the document’s table says (Q3)', () => {
  it('a fc_live_ key makes, reads one, voids and records; it lists and decides nothing', async () => {
    const { id } = await create({ amountUsd: 5 }, FC)
    expect((await read(id, {}, FC)).status).toBe(200)
    expect((await list('', FC)).status).toBe(403)
    expect((await payments(id, {}, FC)).status).toBe(403)
    expect((await resolve(id, { action: 'ignore', note: 'x' }, FC)).status).toBe(403)
    for (const route of [exportRoute.GET, statsRoute.GET]) {
      const answer = await ask(app, route, '/api/checkout/invoices/x', { headers: { 'x-api-key': FC } })
      expect(answer.status).toBe(403)
    }
    expect((await record(id, { note: 'cash' }, FC)).status).toBe(200)
  })

  it('a bearer holds its token’s scopes and no more', async () => {
    const { id } = await create({ amountUsd: 5 })
    const body = { grant_type: 'api_key', api_key: LIVE, scope: ['invoices:read'], expires_in: 60 }
    const made = await ask(app, tokenRoute.POST, '/api/v1/auth/token', { body })
    const key = String(made.json.access_token)
    const params = { id }
    const reads = [
      await ask(app, invoicesRoute.GET, '/api/checkout/invoices', { key }),
      await ask(app, oneRoute.GET, `/api/checkout/invoices/${id}`, { key, params }),
      await ask(app, paymentsRoute.GET, `/api/checkout/invoices/${id}/payments`, { key, params }),
    ]
    expect(reads.map((one) => one.status)).toEqual([200, 200, 200])
    const changes = [
      await ask(app, invoicesRoute.POST, '/api/checkout/invoices', { key, body: { amountUsd: 5 } }),
      await ask(app, voidRoute.POST, `/api/checkout/invoices/${id}/void`, { key, params, method: 'POST' }),
    ]
    expect(changes.map((one) => one.status)).toEqual([403, 403])
  })

  it('without any of them it says what is missing', async () => {
    const answer = await ask(app, invoicesRoute.GET, '/api/checkout/invoices')
    expect([answer.status, answer.json]).toEqual([401, { error: 'Missing API key or session' }])
  })
})

describe('lists, counts and the export', () => {
  let key = ''
  beforeAll(async () => {
    const own = await world.merchant()
    key = await world.key(own.id, 'sk_live')
    await three()
  })

  async function three() {
    for (const [index, name] of ['=HYPERLINK("http://evil")', '@SUM(1)', 'Plain, "quoted"'].entries()) {
      world.advance(1_000)
      const { id } = await create(
        { amountUsd: 10 + index, productName: name, externalInvoiceId: `e-${index}`, customerId: '+1' },
        key,
      )
      if (index === 0) await voided(id, key)
      if (index === 1) await record(id, { note: 'cash' }, key)
    }
  }

  it('newest first, and how many there are', async () => {
    const { json } = await list('?limit=2', key)
    const rows = json.invoices as Record<string, unknown>[]
    expect(json.total).toBe(3)
    expect(rows.map((one) => one.amountUsd)).toEqual([12, 11])
    expect(rows[0]).not.toHaveProperty('paymentOptions')
    expect(((await list('?limit=2&offset=2', key)).json.invoices as unknown[]).length).toBe(1)
  })

  it.each([
    ['status=voided', 1],
    ['status=paid_out_of_band', 1],
    ['status=awaiting_payment', 1],
    ['status=confirmed', 0],
    ['externalInvoiceId=e-2', 1],
    ['customerId=%2B1', 3],
    ['exception=open', 0],
    ['exception=none', 3],
    ['createdFrom=2026-01-15T10:00:02Z', 2],
    ['search=plain', 1],
  ])('%s: %i', async (query, total) => {
    const { json } = await list(`?${query}`, key)
    expect([json.total, (json.invoices as unknown[]).length]).toEqual([total, total])
  })

  it.each([
    'status=paid',
    'limit=0',
    'limit=101',
    'offset=-1',
    'exception=some',
    'createdFrom=then',
    'a=1&a=2',
  ])('refuses %s', async (query) => {
    expect((await list(`?${query}`, key)).status).toBe(400)
  })

  it('stats count by status and by exception', async () => {
    const { json } = await ask(app, statsRoute.GET, '/api/checkout/invoices/stats', {
      headers: { 'x-api-key': key },
    })
    expect(json).toMatchObject({
      total: 3,
      byStatus: { awaiting_payment: 1, voided: 1, paid_out_of_band: 1, confirmed: 0 },
      byExceptionStatus: { none: 3, open: 0, closed: 0 },
      byExceptionType: { late_payment: 0 },
    })
  })

  it('the export computes nothing in a spreadsheet', async () => {
    const answer = await ask(app, exportRoute.GET, '/api/checkout/invoices/export', {
      headers: { 'x-api-key': key },
    })
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="invoices-live-2026-01-15.csv"',
    })
    const lines = answer.text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^id,createdAt,status,amountUsd/)
    expect(answer.text).toContain(`"'=HYPERLINK(""http://evil"")"`)
    expect(answer.text).toContain(`"'@SUM(1)"`)
    expect(answer.text).toContain(`"Plain, ""quoted"""`)
    const voidedOnly = await ask(app, exportRoute.GET, '/api/checkout/invoices/export?status=voided', {
      headers: { 'x-api-key': key },
    })
    expect(voidedOnly.text.trimEnd().split('\r\n')).toHaveLength(2)
  })

  it('nothing of it is a stranger’s', async () => {
    expect((await list('?externalInvoiceId=e-2', STRANGER)).json.total).toBe(0)
  })
})

describe('the public part', () => {
  const pay = (id: string, headers = {}) =>
    ask(app, payRoute.GET, `/api/checkout/pay/${id}`, { params: { id }, headers })
  const poll = (id: string, headers = {}) =>
    ask(app, payStatusRoute.GET, `/api/checkout/pay/${id}/status`, { params: { id }, headers })

  it('says how to pay, and nothing that is the merchant’s alone', async () => {
    const made = await create({
      amountUsd: 5,
      productName: 'Plan',
      billTo: 'secret',
      merchantReference: 'secret',
      externalInvoiceId: 'secret',
      customerId: 'secret',
      customerEmail: 'secret@example.com',
      metadata: { notes: 'secret' },
    })
    await record(made.id, { note: 'secret' })
    const answers = [await pay(made.id), await poll(made.id)]
    for (const { status, text, headers } of answers) {
      expect(status).toBe(200)
      expect(text).not.toContain('secret')
      expect(headers).toMatchObject({
        'cache-control': 'private, max-age=2',
        'access-control-allow-origin': '*',
        etag: expect.any(String),
      })
    }
    expect(answers[0]?.json).toMatchObject({ id: made.id, productName: 'Plan', status: 'paid_out_of_band' })
  })

  it('tells a poller that nothing has changed', async () => {
    const { id } = await create({ amountUsd: 5 })
    for (const route of [pay, poll]) {
      const first = await route(id)
      const again = await route(id, { 'if-none-match': first.headers.etag })
      expect([again.status, again.text]).toEqual([304, ''])
    }
    await voided(id)
    expect((await poll(id)).json.status).toBe('voided')
  })

  it('of what there is not is a 404', async () => {
    for (const route of [pay, poll]) {
      const { status, json } = await route('00000000-0000-4000-8000-000000000000')
      expect([status, json]).toEqual([404, { error: 'Invoice not found' }])
    }
  })
})

it('stores no status of its own', async () => {
  const { id } = await create({ amountUsd: 5, externalInvoiceId: 'columns' })
  const rows = await app.db
    .select()
    .from(checkoutInvoices)
    .where(eq(checkoutInvoices.externalInvoiceId, 'columns'))
  expect(rows).toHaveLength(1)
  expect(Object.keys(rows[0] ?? {}).filter((name) => /status|amount|coverage/i.test(name))).toEqual([])
  expect(id).toMatch(UUID)
})

it('forgets who it was for with its customer, by id or by e-mail (L7)', async () => {
  const theirs = await create({
    amountUsd: 5,
    billTo: 'Ann Example',
    customerId: 'c-7',
    customerEmail: 'Ann@example.com',
    metadata: { customer_email: 'ann@example.com' },
  })
  const typed = await create({ amountUsd: 5, customerEmail: 'ann@example.com' })
  const other = await create({ amountUsd: 5, customerEmail: 'bob@example.com' })
  const customer = await findCustomer(app.db, { ...TESTER, mode: 'live' }, { email: 'ann@example.com' })
  await eraseCustomer(app, { ...TESTER, mode: 'live' }, customer?.id ?? '')
  for (const { id } of [theirs, typed]) {
    expect((await read(id)).json).toMatchObject({ billTo: null, customerId: null, customerEmail: null })
  }
  expect((await read(other.id)).json.customerEmail).toBe('bob@example.com')
})
