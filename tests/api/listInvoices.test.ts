import { describe, expect, it } from 'vitest'
import { GET, POST } from '@/app/api/v1/invoices/route'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const PATH = '/api/v1/invoices'
type Page = {
  invoices: { id: string; title: string }[]
  pagination: { total: number; limit: number; has_more: boolean; next_cursor: string | null }
}

const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)
const list = (query: string, as = key) => ask(app, GET, `${PATH}${query}`, { key: as })
const page = async (query: string, as = key) => (await list(query, as)).json as unknown as Page

for (const [title, unitPrice] of [
  ['Anchor', 5],
  ['Buoy 100%', 15],
  ['Compass', 25],
  ['Dinghy', 35],
  ['Ensign', 45],
] as const) {
  const items = [{ name: 'One', quantity: 1, unit_price: unitPrice }]
  await ask(app, POST, PATH, { key, body: { ...EXAMPLE, tax: 0, title, items } })
  world.advance(60_000)
}
const titles = ({ invoices }: Page) => invoices.map(({ title }) => title.slice(0, 1)).join('')

describe('200', () => {
  it('lists the newest first, twenty unless asked', async () => {
    const all = await page('')
    expect(titles(all)).toBe('EDCBA')
    expect(all.pagination).toEqual({ total: 5, limit: 20, has_more: false, next_cursor: null })
  })

  it('goes on where the page before ended, whatever is made meanwhile', async () => {
    const first = await page('?limit=2')
    expect(first.pagination).toMatchObject({ total: 5, limit: 2, has_more: true })
    const second = await page(`?limit=2&cursor=${first.pagination.next_cursor}`)
    const third = await page(`?limit=2&cursor=${second.pagination.next_cursor}`)
    expect([first, second, third].map(titles)).toEqual(['ED', 'CB', 'A'])
    expect(third.pagination.next_cursor).toBeNull()
  })

  it.each([
    ['?status=pending', 'EDCBA'],
    ['?status=paid', ''],
    ['?amount_gte=15&amount_lte=35.00', 'DCB'],
    ['?created_after=2026-01-15T10:03:00Z', 'ED'],
    ['?created_before=2026-01-15T10:01:00Z', 'A'],
    ['?created_after=2026-01-16', ''],
    ['?currency=USD', 'EDCBA'],
    ['?search=compass', 'C'],
    ['?search=100%25', 'B'],
    ['?search=ord_789', 'EDCBA'],
    ['?search=CUST', 'EDCBA'],
    ['?search=buoy+1', ''],
    ['?search=buoy+100', 'B'],
    ['?search=vpn+comp', 'C'],
    ['?search=example.com+dinghy', 'D'],
    ['?search=compass&amount_gte=26', ''],
    ['?search=customer_id', ''],
    ['?search=%5C', ''],
    ["?search='+%7C+comp:*+!", 'C'],
    ['?unheard_of=1', 'EDCBA'],
  ])('narrows by %s', async (query, expected) => {
    expect(titles(await page(query))).toBe(expected)
  })
})

describe('what is refused', () => {
  it.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?status=unknown', 'status'],
    ['?created_after=yesterday', 'created_after'],
    ['?created_after=0000-01-01', 'created_after'],
    ['?created_before=9999-12-31T23:59:59-23:00', 'created_before'],
    ['?amount_gte=-1', 'amount_gte'],
    ['?amount_gte=1.001', 'amount_gte'],
    ['?amount_gte=NaN', 'amount_gte'],
    ['?amount_lte=1e80', 'amount_lte'],
    ['?search=%00', 'search'],
    ['?search=', 'search'],
    ['?cursor=', 'cursor'],
    ['?cursor=eyJpZCI6Imludl8xMjMifQ', 'cursor'],
    ['?cursor=%00', 'cursor'],
    [`?cursor=${'A'.repeat(500)}`, 'cursor'],
  ])('422 for %s', async (query, field) => {
    expect(await list(query)).toMatchObject({ status: 422, json: { error: { field } } })
  })

  it('422 for every cursor with one character changed', async () => {
    const cursor = (await page('?limit=2')).pagination.next_cursor ?? ''
    expect(cursor.length).toBeGreaterThan(40)
    for (const at of cursor.split('').keys()) {
      const other = cursor[at] === 'A' ? 'B' : 'A'
      const tampered = cursor.slice(0, at) + other + cursor.slice(at + 1)
      expect(await list(`?cursor=${tampered}`)).toMatchObject({
        status: 422,
        json: { error: { code: 'INVALID_CURSOR', field: 'cursor' } },
      })
    }
  })

  it('422 for the cursor of another merchant, and of the other mode', async () => {
    const cursor = (await page('?limit=2')).pagination.next_cursor
    const stranger = await world.key((await world.merchant()).id)
    const inTest = await world.key(merchant.id, 'sk_test')
    for (const other of [stranger, inTest]) {
      expect(await list(`?cursor=${cursor}`, other)).toMatchObject({
        status: 422,
        json: { error: { code: 'INVALID_CURSOR' } },
      })
    }
  })

  it('401 without a key, 403 for a key that reads only what it knows', async () => {
    expect((await ask(app, GET, PATH)).status).toBe(401)
    expect((await list('', await world.key(merchant.id, 'fc_live'))).status).toBe(403)
  })

  it('shows a stranger and the other mode nothing', async () => {
    const stranger = await world.key((await world.merchant()).id)
    const inTest = await world.key(merchant.id, 'sk_test')
    for (const other of [stranger, inTest]) {
      expect(await page('', other)).toMatchObject({ invoices: [], pagination: { total: 0 } })
    }
  })
})
