import { describe, expect, it } from 'vitest'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/cancel/route'
import { GET as getOne } from '@/app/api/v1/invoices/[id]/route'
import { POST as create } from '@/app/api/v1/invoices/route'
import { GET as qr } from '@/app/api/v1/public/invoice/[id]/qr/route'
import { GET as view } from '@/app/api/v1/public/invoice/[id]/route'
import { GET as getSettlement } from '@/app/api/v1/settlements/[id]/route'
import { ask, EXAMPLE, type Asked } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)

const make = async (): Promise<string> =>
  String((await ask(app, create, '/api/v1/invoices', { key, body: EXAMPLE })).json.id)
const cancelIt = (id: string, asked: Asked = {}) =>
  ask(app, cancel, `/api/v1/invoices/${id}/cancel`, { key, params: { id }, method: 'POST', ...asked })
const read = (id: string, as = key) => ask(app, getOne, `/api/v1/invoices/${id}`, { key: as, params: { id } })
const look = (id: string) => ask(app, view, `/api/v1/public/invoice/${id}`, { params: { id } })
const code = (id: string, query = '') =>
  ask(app, qr, `/api/v1/public/invoice/${id}/qr${query}`, { params: { id } })

describe('POST /api/v1/invoices/{id}/cancel', () => {
  it('200 with the reason and the time', async () => {
    const id = await make()
    const told = await cancelIt(id, { body: { reason: 'out of stock', refund_partial_payments: true } })
    expect(told).toMatchObject({
      status: 200,
      json: { id, status: 'cancelled', reason: 'out of stock', cancelled_at: '2026-01-15T10:00:00Z' },
    })
    expect(Object.keys(told.json)).toEqual(['id', 'status', 'reason', 'cancelled_at'])
    expect((await read(id)).json).toMatchObject({ status: 'cancelled', cancelled_at: '2026-01-15T10:00:00Z' })
  })

  it('200 without a body', async () => {
    expect(await cancelIt(await make())).toMatchObject({ status: 200, json: { reason: null } })
  })

  it('409 the second time', async () => {
    const id = await make()
    await cancelIt(id)
    expect(await cancelIt(id)).toMatchObject({
      status: 409,
      json: { error: { code: 'INVOICE_NOT_CANCELLABLE', type: 'conflict_error' } },
    })
  })

  it('400, 401, 403, 404, 413, 415 and 422', async () => {
    const id = await make()
    expect((await cancelIt(id, { body: '{' })).status).toBe(400)
    expect((await cancelIt(id, { key: 'sk_live_no' })).status).toBe(401)
    expect((await cancelIt(id, { key: await world.key(merchant.id, 'sk_live_analytics') })).status).toBe(403)
    expect((await cancelIt('inv_unknown')).status).toBe(404)
    expect((await cancelIt(id, { body: JSON.stringify({ reason: 'x'.repeat(2 ** 20) }) })).status).toBe(413)
    expect((await cancelIt(id, { body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect(await cancelIt(id, { body: { reason: 5 } })).toMatchObject({
      status: 422,
      json: { error: { field: 'reason' } },
    })
    expect((await read(id)).json.status).toBe('pending')
  })
})

describe('another merchant and the other mode get 404', () => {
  it('on every route with an id', async () => {
    const id = await make()
    const stranger = await world.key((await world.merchant()).id)
    const inTest = await world.key(merchant.id, 'sk_test')
    for (const other of [stranger, inTest]) {
      expect(await read(id, other)).toMatchObject({ status: 404, json: { error: { code: 'NOT_FOUND' } } })
      expect((await cancelIt(id, { key: other })).status).toBe(404)
      const settlement = await ask(app, getSettlement, '/api/v1/settlements/set_1', {
        key: other,
        params: { id: 'set_1' },
      })
      expect(settlement.status).toBe(404)
    }
    expect((await read(id)).json.status).toBe('pending')
  })

  it('404 for what cannot be an id', async () => {
    for (const id of ['\0', "inv_' or 1=1", 'x'.repeat(65), '', '../invoices']) {
      expect((await read(id)).status).toBe(404)
      expect((await look(id)).status).toBe(404)
      expect((await code(id)).status).toBe(404)
    }
  })

  it('401 and 403 where a key is asked for', async () => {
    const params = { id: 'inv_1' }
    expect((await ask(app, getOne, '/api/v1/invoices/inv_1', { params })).status).toBe(401)
    expect((await ask(app, getSettlement, '/api/v1/settlements/set_1', { params })).status).toBe(401)
    const analytics = await world.key(merchant.id, 'sk_live_analytics')
    expect((await read('inv_1', analytics)).status).toBe(403)
    const settlement = await ask(app, getSettlement, '/api/v1/settlements/set_1', { key: analytics, params })
    expect(settlement.status).toBe(403)
  })
})

describe('GET /api/v1/public/invoice/{id}', () => {
  it('200 for anyone, with no fee and nothing of the merchant’s notes in it', async () => {
    const id = await make()
    world.advance(15 * 60_000)
    const { status, json, text } = await look(id)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      id,
      total: 16.49,
      crypto_amount: '16.49',
      usdt_amount: 16.49,
      status: 'pending',
      payments: [],
      payment_progress: { received: 0, required: 16.49, remaining: 16.49, percent: 0 },
      return_url: 'https://merchant.com/success',
      cancel_url: 'https://merchant.com/cancel',
      time_remaining: 900,
    })
    expect(text).not.toMatch(/fee|settlement|audit|metadata|webhook|customer@example|api_key|net_amount/i)
    world.advance(60 * 60_000)
    expect((await look(id)).json.time_remaining).toBe(0)
  })

  it('404 for an unknown one', async () => {
    expect((await look('inv_unknown')).status).toBe(404)
  })
})

describe('GET /api/v1/public/invoice/{id}/qr', () => {
  it('200 as PNG of the size asked for', async () => {
    const id = await make()
    for (const size of [128, 256, 512, 1024]) {
      const told = await code(id, `?size=${size}&format=png&style=modern`)
      expect(told).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
      const png = Buffer.from(told.bytes)
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    }
  })

  it('200 as SVG', async () => {
    const told = await code(await make(), '?format=svg&style=rounded')
    expect(told).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } })
    expect(told.text).toMatch(/^<svg .*width="256"/)
    expect(told.text).not.toContain('style=')
  })

  it('404 and 422', async () => {
    expect((await code('inv_unknown')).status).toBe(404)
    const id = await make()
    for (const [query, field] of [
      ['?size=300', 'size'],
      ['?size=1e9', 'size'],
      ['?format=gif', 'format'],
      ['?style=baroque', 'style'],
    ]) {
      expect(await code(id, query)).toMatchObject({ status: 422, json: { error: { field } } })
    }
  })
})
