import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { GET as getOne } from '@/app/api/v1/invoices/[id]/route'
import { POST } from '@/app/api/v1/invoices/route'
import { ask, EXAMPLE, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const PATH = '/api/v1/invoices'
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)

const create = (body: unknown, asked: Asked = {}) => ask(app, POST, PATH, { key, body, ...asked })
const invoiceCount = async () => {
  const [row] = await app.db.execute<{ count: number }>(sql`select count(*)::int as count from invoices`)
  return row?.count
}

describe('201', () => {
  it('answers document 004’s example as the document shows it', async () => {
    const { status, json, text } = await create(EXAMPLE)
    expect(status).toBe(201)
    expect(json).toMatchObject({
      title: 'VPN Service Order',
      description: 'Monthly VPN subscription with premium features',
      subtotal: 14.99,
      tax: 1.5,
      total: 16.49,
      currency: 'USD',
      crypto_currency: 'USDT',
      crypto_amount: '16.49',
      usdt_amount: 16.49,
      network: 'local',
      status: 'pending',
      qr_code_url: `https://checkout.example/api/v1/public/invoice/${String(json.id)}/qr?size=256`,
      customer_url: `https://checkout.example/invoice/${String(json.id)}`,
      created_at: '2026-01-15T10:00:00Z',
      expires_at: '2026-01-15T10:30:00Z',
      exchange_rate: {
        rate: 1,
        source: 'par',
        locked_at: '2026-01-15T10:00:00Z',
        expires_at: '2026-01-15T10:30:00Z',
      },
      confirmation_settings: { required_confirmations: 12, merchant_override: 12 },
      settlement_preview: {
        gross_amount: 16.49,
        platform_fee_amount: 0.16,
        platform_fee_percentage: 1,
        net_amount: 16.33,
      },
      metadata: EXAMPLE.metadata,
    })
    expect(json.id).toMatch(/^inv_[0-9a-z]{26}$/)
    expect(json.address).toMatch(/^0x[0-9a-fA-F]{40}$/)
    // Digits as the document writes them, not as a float would.
    expect(text).toContain('"tax":1.50,')
    expect(text).toContain('"platform_fee_percentage":1.0,')
    expect(text).toContain('"unit_price":2.50')
  })

  it('takes the key in X-API-Key too, and the merchant’s defaults', async () => {
    const body = { title: 'Plain', items: [{ name: 'One', quantity: 1.5, unit_price: 3 }] }
    const { status, json } = await ask(app, POST, PATH, { headers: { 'x-api-key': key }, body })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      total: 4.5,
      currency: 'USD',
      crypto_currency: 'USDT',
      confirmation_settings: { merchant_override: null },
    })
  })

  it('names no usdt_amount for another asset and keeps crypto_amount text', async () => {
    const { status, json } = await create({ ...EXAMPLE, crypto_currency: 'ETH' })
    expect(status).toBe(201)
    expect(json).not.toHaveProperty('usdt_amount')
    expect(json).toMatchObject({ crypto_amount: '0.008245', exchange_rate: { rate: 2000 } })
  })

  it('keeps numbers and truth values of metadata as text, every digit of them', async () => {
    const body = JSON.stringify(EXAMPLE).replace('"cust_456"', '12345678901234567890.10')
    const { json } = await create(body)
    expect(json.metadata).toMatchObject({ customer_id: '12345678901234567890.10' })
  })

  it('ignores fields that the document does not name', async () => {
    expect((await create({ ...EXAMPLE, unheard_of: { of: 1 } })).status).toBe(201)
  })

  it('is found again by its id, with who made it', async () => {
    const { json } = await create(EXAMPLE, { headers: { 'user-agent': 'MyApp/1.0' } })
    const found = await ask(app, getOne, `${PATH}/${String(json.id)}`, {
      key,
      params: { id: String(json.id) },
    })
    expect(found.status).toBe(200)
    expect(found.json).toMatchObject({
      id: json.id,
      payments: [],
      settlement: null,
      exceptions: [],
      audit_log: [
        {
          event: 'invoice.created',
          actor: `api_key:sk_live_***${key.slice(-3)}`,
          ip_address: '192.0.2.7',
          user_agent: 'MyApp/1.0',
          timestamp: '2026-01-15T10:00:00Z',
        },
      ],
    })
  })
})

const items = [{ name: 'One', quantity: 1, unit_price: 5 }]
const withItem = (text: string) => `{"title":"T","items":[{"name":"One",${text}}]}`
const REFUSED: [name: string, body: unknown, status: number, code: string, field: string | undefined][] = [
  ['no body', '', 422, 'VALIDATION_FAILED', undefined],
  ['a list', [], 422, 'VALIDATION_FAILED', undefined],
  ['no title', { items }, 422, 'VALIDATION_FAILED', 'title'],
  ['no items', { title: 'T' }, 422, 'VALIDATION_FAILED', 'items'],
  ['empty items', { title: 'T', items: [] }, 422, 'INVALID_ITEMS', 'items'],
  ['NaN', withItem('"quantity":1,"unit_price":NaN'), 400, 'INVALID_JSON', undefined],
  ['broken JSON', '{"title":', 400, 'INVALID_JSON', undefined],
  ['endless nesting', `{"x":${'['.repeat(4_000)}${']'.repeat(4_000)}}`, 400, 'INVALID_JSON', undefined],
  ['an endless number', `{"x":1e${'9'.repeat(100_000)}}`, 400, 'INVALID_JSON', undefined],
  ['a key twice', '{"title":"T","title":"U"}', 400, 'INVALID_JSON', undefined],
  ['nesting without end', '['.repeat(200_000), 400, 'INVALID_JSON', undefined],
  ['negative', withItem('"quantity":1,"unit_price":-1'), 422, 'INVALID_AMOUNT', 'items[0].unit_price'],
  ['1e400', withItem('"quantity":1,"unit_price":1e400'), 422, 'INVALID_AMOUNT', 'items[0].unit_price'],
  [
    'nine decimals',
    withItem('"quantity":1,"unit_price":1.000000001'),
    422,
    'INVALID_AMOUNT',
    'items[0].unit_price',
  ],
  ['a text', withItem('"quantity":1,"unit_price":"5"'), 422, 'VALIDATION_FAILED', 'items[0].unit_price'],
  ['nothing bought', withItem('"quantity":0,"unit_price":5'), 422, 'VALIDATION_FAILED', 'items[0].quantity'],
  [
    'a negative quantity',
    withItem('"quantity":-1,"unit_price":5'),
    422,
    'VALIDATION_FAILED',
    'items[0].quantity',
  ],
  [
    'a quantity too fine',
    withItem('"quantity":0.0001,"unit_price":5'),
    422,
    'VALIDATION_FAILED',
    'items[0].quantity',
  ],
  ['too little', withItem('"quantity":1,"unit_price":0.49'), 422, 'INVALID_AMOUNT', 'items[0].unit_price'],
  ['too much', withItem('"quantity":1,"unit_price":10000.01'), 422, 'INVALID_AMOUNT', 'items[0].unit_price'],
  ['a negative tax', { title: 'T', items, tax: -1 }, 422, 'INVALID_AMOUNT', 'tax'],
  ['an unknown currency', { title: 'T', items, currency: 'XXX' }, 422, 'UNSUPPORTED_CURRENCY', 'currency'],
  [
    'an unknown token',
    { title: 'T', items, crypto_currency: 'DOGE' },
    422,
    'UNSUPPORTED_CRYPTO_CURRENCY',
    'crypto_currency',
  ],
  ['a NUL', { title: 'T\0', items }, 422, 'VALIDATION_FAILED', 'title'],
  ['half a surrogate pair', '{"title":"\\ud800","items":[]}', 422, 'VALIDATION_FAILED', 'title'],
  ['a NUL in metadata', { title: 'T', items, metadata: { a: '\0' } }, 422, 'VALIDATION_FAILED', 'metadata.a'],
  ['nested metadata', { title: 'T', items, metadata: { a: { b: 1 } } }, 422, 'VALIDATION_FAILED', 'metadata'],
  [
    '__proto__ in metadata',
    '{"title":"T","items":[{"name":"One","quantity":1,"unit_price":5}],"metadata":{"__proto__":"x"}}',
    422,
    'VALIDATION_FAILED',
    'metadata',
  ],
  [
    'a prototype in place of fields',
    '{"__proto__":{"title":"T","items":[]}}',
    422,
    'VALIDATION_FAILED',
    'title',
  ],
  [
    'a script for a URL',
    { title: 'T', items, return_url: 'javascript:alert(1)' },
    422,
    'VALIDATION_FAILED',
    'return_url',
  ],
  [
    'plain http',
    { title: 'T', items, webhook_url: 'http://merchant.com' },
    422,
    'VALIDATION_FAILED',
    'webhook_url',
  ],
  ['a fraction of a second', { title: 'T', items, expires_in: 1.5 }, 422, 'VALIDATION_FAILED', 'expires_in'],
  [
    'more than all',
    { title: 'T', items, payment_tolerance: { underpayment_threshold: 1.1 } },
    422,
    'VALIDATION_FAILED',
    'payment_tolerance.underpayment_threshold',
  ],
  [
    'too many confirmations',
    { title: 'T', items, confirmation_settings: { merchant_override: 51 } },
    422,
    'VALIDATION_FAILED',
    'confirmation_settings.merchant_override',
  ],
]

describe('what is refused leaves nothing behind', () => {
  it.each(REFUSED)('%s', async (_name, body, status, code, field) => {
    const before = await invoiceCount()
    const told = await create(body)
    const error = told.json.error as { code: string; field?: string }
    expect({ status: told.status, code: error.code, field: error.field }).toEqual({ status, code, field })
    expect(await invoiceCount()).toBe(before)
  })

  it('a body of ten megabytes, of which it reads little', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        if (sent > 10 * 1024 * 1024) controller.close()
        else controller.enqueue(new Uint8Array(65_536).fill(0x20))
      },
    })
    const request = new Request(`http://checkout.test${PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit)
    const reply = await POST.answer(request, {}, { app, address: null, onBroken: 'throw' })
    expect(reply.status).toBe(413)
    expect(sent).toBeLessThan(2 * 1024 * 1024)
  })

  it('another content type', async () => {
    const told = await create(EXAMPLE, { headers: { 'content-type': 'text/plain' } })
    expect(told).toMatchObject({ status: 415, json: { error: { code: 'UNSUPPORTED_MEDIA_TYPE' } } })
  })

  it('answers in document 004’s error form', async () => {
    const told = await create(withItem('"quantity":1,"unit_price":0.49'))
    expect(told.json).toEqual({
      error: {
        type: 'validation_error',
        code: 'INVALID_AMOUNT',
        message: expect.stringContaining('0.50'),
        field: expect.any(String),
        constraints: { min_amount: 0.5, max_amount: 10_000, currency: 'USD' },
        suggestions: expect.any(Array),
        documentation_url: 'https://checkout.example/docs/errors#invalid-amount',
      },
      request_id: told.headers['x-request-id'],
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      timestamp: '2026-01-15T10:00:00Z',
    })
    expect(told.text).toContain('"min_amount":0.50,"max_amount":10000.00')
  })
})

describe('who may', () => {
  it('401 without a key, with an unknown, a revoked and an expired one', async () => {
    const revoked = await world.key(merchant.id)
    const expired = await world.key(merchant.id)
    await app.db.execute(
      sql`update api_keys set revoked_at = now() where hint like ${`%${revoked.slice(-3)}`}`,
    )
    await app.db.execute(
      sql`update api_keys set expires_at = '2026-01-15T10:00:00Z' where hint like ${`%${expired.slice(-3)}`}`,
    )
    const keys = [undefined, 'sk_live_unknown', `sk_live_${'a'.repeat(32)}`, revoked, expired]
    for (const one of keys) {
      const told = await ask(app, POST, PATH, { ...(one ? { key: one } : {}), body: EXAMPLE })
      expect(told).toMatchObject({ status: 401, json: { error: { code: 'UNAUTHENTICATED' } } })
      expect(told.headers['www-authenticate']).toBe('Bearer')
    }
  })

  it('403 without the scope', async () => {
    for (const form of ['sk_live_analytics', 'ck_live'] as const) {
      const told = await ask(app, POST, PATH, { key: await world.key(merchant.id, form), body: EXAMPLE })
      expect(told).toMatchObject({ status: 403, json: { error: { code: 'FORBIDDEN' } } })
    }
    const fc = await world.key(merchant.id, 'fc_live')
    expect((await ask(app, POST, PATH, { key: fc, body: EXAMPLE })).status).toBe(201)
  })

  it('201 in test mode, on the sandbox that every merchant has', async () => {
    const told = await ask(app, POST, PATH, { key: await world.key(merchant.id, 'sk_test'), body: EXAMPLE })
    expect(told).toMatchObject({ status: 201, json: { network: 'sandbox' } })
  })
})
