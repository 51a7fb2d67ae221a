import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/cancel/route'
import { POST } from '@/app/api/v1/invoices/route'
import { ask, EXAMPLE, type Told } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const PATH = '/api/v1/invoices'
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)

const create = (idempotencyKey: string, body: unknown = EXAMPLE, as = key): Promise<Told> =>
  ask(app, POST, PATH, { key: as, body, headers: { 'idempotency-key': idempotencyKey } })
const invoiceCount = async () => {
  const [row] = await app.db.execute<{ count: number }>(sql`select count(*)::int as count from invoices`)
  return row?.count ?? 0
}

it('gives fifty parallel creates one invoice and one answer', async () => {
  const before = await invoiceCount()
  const told = await Promise.all(Array.from({ length: 50 }, () => create('parallel')))
  expect(new Set(told.map(({ text }) => text)).size).toBe(1)
  expect(told.every(({ status }) => status === 201)).toBe(true)
  expect(told.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(49)
  expect(await invoiceCount()).toBe(before + 1)
})

it('takes the same value written otherwise for the same body', async () => {
  const first = await create('spelling')
  const { title, ...rest } = EXAMPLE
  const again = await create(
    'spelling',
    JSON.stringify({ ...rest, title }, null, 2).replace('1.5,', '1.500,'),
  )
  expect(again.text).toBe(first.text)
})

it('refuses another body under the same key, and keeps the first answer', async () => {
  const first = await create('another body')
  const refused = await create('another body', { ...EXAMPLE, title: 'Another' })
  expect(refused).toMatchObject({ status: 409, json: { error: { code: 'IDEMPOTENCY_CONFLICT' } } })
  expect((await create('another body')).text).toBe(first.text)
})

it('makes a new invoice after 24 hours, with another body too', async () => {
  const first = await create('a day later')
  world.advance(24 * 60 * 60_000 - 1)
  expect((await create('a day later')).json.id).toBe(first.json.id)
  world.advance(1)
  const next = await create('a day later', { ...EXAMPLE, title: 'Another' })
  expect(next.status).toBe(201)
  expect(next.json.id).not.toBe(first.json.id)
})

it('belongs to the merchant, not to the key that sent it', async () => {
  const first = await create('rotated')
  const rotated = await world.key(merchant.id)
  expect((await create('rotated', EXAMPLE, rotated)).json.id).toBe(first.json.id)
  const stranger = await world.key((await world.merchant()).id)
  expect((await create('rotated', EXAMPLE, stranger)).json.id).not.toBe(first.json.id)
})

it('keeps no refusal: what was mended is tried again', async () => {
  const refused = await create('mended', { ...EXAMPLE, crypto_currency: 'DOGE' })
  expect(refused.status).toBe(422)
  expect((await create('mended')).status).toBe(201)
})

it('keeps no 401', async () => {
  expect((await create('unknown key', EXAMPLE, 'sk_live_unknown')).status).toBe(401)
  expect((await create('unknown key')).status).toBe(201)
})

it('is apart for each path', async () => {
  const [one, two] = [await create('one of two'), await create('two of two')]
  for (const { json } of [one, two]) {
    const id = String(json.id)
    const told = await ask(app, cancel, `${PATH}/${id}/cancel`, {
      key,
      params: { id },
      body: { reason: 'changed their mind' },
      headers: { 'idempotency-key': 'same for both' },
    })
    expect(told).toMatchObject({ status: 200, json: { id, status: 'cancelled' } })
  }
})

it('400 for a key that is none', async () => {
  for (const bad of ['', 'k'.repeat(256), 'tab\there']) {
    const told = await create(bad)
    expect(told).toMatchObject({ status: 400, json: { error: { code: 'INVALID_IDEMPOTENCY_KEY' } } })
  }
})
