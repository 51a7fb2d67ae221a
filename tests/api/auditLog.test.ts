import { beforeAll, describe, expect, it } from 'vitest'
import { DELETE as revoke } from '@/app/api/v1/api-keys/[id]/route'
import { POST as makeKey } from '@/app/api/v1/api-keys/route'
import { GET as list } from '@/app/api/v1/audit-log/route'
import { GET as readInvoice } from '@/app/api/v1/invoices/[id]/route'
import { POST as createInvoice } from '@/app/api/v1/invoices/route'
import { PATCH as changeMe } from '@/app/api/v1/merchants/me/route'
import { runAudit } from '@/lib/server/audit'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { differences, example } from './document004/shape'

type Line = {
  id: string
  event: string
  timestamp: string
  actor: string
  ip_address: string | null
  user_agent: string | null
  request_id: string | null
  mode: string | null
  subject: string | null
  changes: Record<string, unknown>
  chain: { position: number; hash: string } | null
}

const PATH = '/api/v1/audit-log'
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)
const testKey = await world.key(merchant.id, 'sk_test')
const headers = { 'user-agent': 'MyApp/1.0' }

async function lines(query = '', as = key): Promise<Line[]> {
  const told = await ask(app, list, `${PATH}${query}`, { key: as })
  expect(told.status).toBe(200)
  return told.json.audit_log as Line[]
}

let invoiceId = ''
let keyId = ''
let requestId = ''
beforeAll(async () => {
  const made = await ask(app, createInvoice, '/api/v1/invoices', { key, body: EXAMPLE, headers })
  invoiceId = String(made.json.id)
  requestId = made.headers['x-request-id'] ?? ''
  world.advance(1_000)
  keyId = String((await ask(app, makeKey, '/api/v1/api-keys', { key, body: { name: 'Shop' } })).json.id)
  world.advance(1_000)
  const settings = { invoice_expiry_minutes: 45 }
  const body = { contact_email: 'new@acmevpn.example', settings }
  await ask(app, changeMe, '/api/v1/merchants/me', { key, body, method: 'PATCH', headers })
  world.advance(1_000)
  await ask(app, revoke, `/api/v1/api-keys/${keyId}`, { key, params: { id: keyId }, method: 'DELETE' })
})

describe('GET /api/v1/audit-log', () => {
  it('says who, what, when, from where and in which request, invoices and everything else in one', async () => {
    const [revoked, changed, made, created] = await lines()
    expect(revoked).toMatchObject({ event: 'api_key.revoked', subject: keyId, mode: 'live' })
    expect(changed).toMatchObject({
      event: 'merchant.changed',
      subject: merchant.id,
      mode: null,
      ip_address: '192.0.2.7',
      user_agent: 'MyApp/1.0',
      changes: {
        invoice_expiry_seconds: { from: 1800, to: 2700 },
        contact_email: { from: merchant.contactEmail, to: 'new@acmevpn.example' },
      },
    })
    expect(made).toMatchObject({
      event: 'api_key.created',
      changes: { name: 'Shop', scopes: expect.any(Array) },
    })
    expect(created).toEqual({
      id: expect.stringMatching(/^evt_/),
      event: 'invoice.created',
      timestamp: '2026-01-15T10:00:00Z',
      actor: expect.stringMatching(/^api_key:sk_live_\*\*\*/),
      ip_address: '192.0.2.7',
      user_agent: 'MyApp/1.0',
      request_id: requestId,
      mode: 'live',
      subject: invoiceId,
      changes: { total: '16.49', currency: 'USD' },
      chain: null,
    })
  })

  it('has the elements of the invoice’s own audit_log in the document, which stays as it was', async () => {
    const params = { id: invoiceId }
    const told = await ask(app, readInvoice, `/api/v1/invoices/${invoiceId}`, { key, params })
    const shown = example('invoiceRead.response').audit_log
    const own = told.json.audit_log as Record<string, unknown>[]
    expect(Object.keys(own[0] ?? {}).toSorted()).toEqual([
      'actor',
      'event',
      'id',
      'ip_address',
      'request_id',
      'timestamp',
      'user_agent',
    ])
    expect(differences(shown ?? null, own)).toEqual([])
    const [line] = await lines(`?subject=${invoiceId}`)
    expect(line).toMatchObject(own[0] ?? {})
  })

  it('shows each line’s place in the chain once it has one', async () => {
    await runAudit(app, 10_000)
    const all = await lines('?limit=100')
    const positions = all.map(({ chain }) => chain?.position ?? 0).toSorted((a, b) => a - b)
    expect(new Set(positions).size).toBe(positions.length)
    expect(positions[0]).toBeGreaterThan(0)
    for (const { chain } of all) expect(chain?.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each([
    ['event', () => '?event=merchant.changed', ['merchant.changed']],
    ['subject', () => `?subject=${keyId}`, ['api_key.revoked', 'api_key.created']],
    ['time', () => '?created_after=2026-01-15T10:00:02Z', ['api_key.revoked', 'merchant.changed']],
    [
      'end',
      () => '?created_after=2026-01-15T10:00:01Z&created_before=2026-01-15T10:00:02Z',
      ['api_key.created'],
    ],
    ['nobody', () => '?actor=user:usr_nobody', []],
  ])('narrows by %s', async (_name, query, expected) => {
    expect((await lines(query())).map(({ event }) => event)).toEqual(expected)
  })

  it('narrows by author', async () => {
    const all = await lines('?actor=operator:command&limit=100')
    expect(all.length).toBeGreaterThan(3)
    expect(new Set(all.map(({ actor }) => actor))).toEqual(new Set(['operator:command']))
  })

  it('goes through all of it page by page, nothing twice and nothing left out', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const told = await ask(app, list, `${PATH}?limit=2${cursor ? `&cursor=${cursor}` : ''}`, { key })
      seen.push(...(told.json.audit_log as Line[]).map(({ id }) => id))
      cursor = (told.json.pagination as { next_cursor: string | null }).next_cursor
    } while (cursor)
    expect(seen).toEqual((await lines('?limit=100')).map(({ id }) => id))
    const { pagination } = (await ask(app, list, PATH, { key })).json as { pagination: { total: number } }
    expect(pagination.total).toBe(seen.length)
  })

  it('shows a test key what happened in test mode alone', async () => {
    await ask(app, createInvoice, '/api/v1/invoices', { key: testKey, body: EXAMPLE })
    const all = await lines('?limit=100', testKey)
    expect(new Set(all.map(({ mode }) => mode))).toEqual(new Set(['test']))
    expect(all.map(({ event }) => event)).toContain('invoice.created')
  })

  it('shows a stranger nothing, and refuses who may not read the merchant', async () => {
    const other = await world.newMerchant()
    const all = await lines('?limit=100', await world.key(other.id))
    expect(JSON.stringify(all)).not.toContain(merchant.id)
    const narrow = await world.key(merchant.id, 'sk_live_invoices')
    expect((await ask(app, list, PATH, { key: narrow })).status).toBe(403)
    expect((await ask(app, list, `${PATH}?created_after=soon`, { key })).status).toBe(422)
    expect((await ask(app, list, `${PATH}?cursor=made-up`, { key })).status).toBe(422)
  })
})
