import { describe, expect, it } from 'vitest'
import { POST as createInvoice } from '@/app/api/v1/invoices/route'
import { GET } from '@/app/api/v1/settlements/route'
import { POST as play } from '@/app/api/v1/test/invoices/[id]/payments/route'
import { foldRollups } from '@/db/queries/rollups'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { differences, example } from './document004/shape'

type Page = {
  settlements: { id: string; invoice_id: string; gross_amount: number }[]
  summary: Record<string, number | string>
  pagination: { total: number; limit: number; has_more: boolean; next_cursor: string | null }
}

const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id, 'sk_test')
const list = (query = '', as = key) => ask(app, GET, `/api/v1/settlements${query}`, { key: as })
const page = async (query = '', as = key) => (await list(query, as)).json as unknown as Page

/** Settled at 10:00, 10:07, 10:14 and so on of 2026-01-15, each a little after it was made. */
for (let made = 0; made < 5; made++) {
  const body = {
    ...EXAMPLE,
    tax: 0,
    items: [{ name: 'One', quantity: 1, unit_price: 10 + made }],
    confirmation_settings: { merchant_override: 1 },
  }
  const id = String((await ask(app, createInvoice, '/api/v1/invoices', { key, body })).json.id)
  const path = `/api/v1/test/invoices/${id}/payments`
  await ask(app, play, path, { key, params: { id }, body: { kind: 'exact' } })
  if (made === 2) await foldRollups(app.db)
  world.advance(7 * 60_000)
}

const grossOf = ({ settlements }: Page) => settlements.map((one) => one.gross_amount)

describe('200', () => {
  it('answers the document’s own request in its shape', async () => {
    const told = await list('?start_date=2026-01-01&end_date=2026-01-31&limit=2')
    expect(differences(example('settlementList.response'), told.json)).toEqual([])
    expect(told.json).toMatchObject({
      settlements: [
        { gross_amount: 14, platform_fee_amount: 0.14, net_amount: 13.86, status: 'completed' },
        { gross_amount: 13 },
      ],
      summary: {
        total_gross_amount: 60,
        total_platform_fees: 0.6,
        total_net_amount: 59.4,
        average_fee_percentage: 1,
        settlement_count: 5,
        currency: 'USD',
      },
      pagination: { total: 5, limit: 2, has_more: true },
    })
    expect(told.text).toContain('"average_fee_percentage":1.0')
  })

  it('goes on where the page before ended, with the sums of all', async () => {
    const first = await page('?limit=2')
    const second = await page(`?limit=2&cursor=${first.pagination.next_cursor}`)
    const third = await page(`?limit=2&cursor=${second.pagination.next_cursor}`)
    expect([first, second, third].map(grossOf)).toEqual([[14, 13], [12, 11], [10]])
    expect([first, second, third].map(({ summary }) => summary.settlement_count)).toEqual([5, 5, 5])
    expect(third.pagination).toMatchObject({ has_more: false, next_cursor: null })
  })

  it.each([
    ['?end_date=2026-01-14', []],
    ['?start_date=2026-01-15&end_date=2026-01-15', [14, 13, 12, 11, 10]],
    ['?start_date=2026-01-16', []],
    // Beginnings and ends within a quarter of an hour, and within the same one.
    ['?start_date=2026-01-15T10:05:00Z', [14, 13, 12, 11]],
    ['?end_date=2026-01-15T10:13:00Z', [11, 10]],
    ['?start_date=2026-01-15T10:05:00Z&end_date=2026-01-15T10:25:00Z', [13, 12, 11]],
    ['?start_date=2026-01-15T10:05:00Z&end_date=2026-01-15T10:10:00Z', [11]],
    ['?start_date=2026-01-15T11:05:00%2B01:00&end_date=2026-01-15T10:45:00Z', [14, 13, 12, 11]],
    ['?status=completed', [14, 13, 12, 11, 10]],
    // No time at all.
    ['?status=completed&start_date=2026-01-16&end_date=2026-01-14', []],
    ['?status=completed&start_date=2300-01-01', []],
    ['?status=pending', []],
    ['?status=failed', []],
    ['?currency=USD&status=completed&start_date=2026-01-15T10:20:00Z', [14, 13]],
  ])('narrows by %s, and adds up the same', async (query, expected) => {
    const told = await page(query)
    expect(grossOf(told)).toEqual(expected)
    expect(told.summary).toMatchObject({
      settlement_count: expected.length,
      total_gross_amount: expected.reduce((sum, gross) => sum + gross, 0),
    })
    expect(told.pagination.total).toBe(expected.length)
  })

  it('shows a stranger and the other mode nothing', async () => {
    const stranger = await world.key((await world.merchant()).id, 'sk_test')
    for (const other of [stranger, await world.key(merchant.id, 'sk_live')]) {
      expect(await page('', other)).toMatchObject({
        settlements: [],
        summary: { settlement_count: 0, total_gross_amount: 0, average_fee_percentage: 0 },
        pagination: { total: 0 },
      })
    }
  })
})

describe('what is refused', () => {
  it.each([
    ['?limit=101', 'limit'],
    ['?status=paid', 'status'],
    ['?start_date=yesterday', 'start_date'],
    ['?end_date=2026-02-30', 'end_date'],
    ['?currency=EUR2', 'currency'],
    ['?cursor=eyJpZCI6InNldF80NTYifQ', 'cursor'],
  ])('422 for %s', async (query, field) => {
    expect(await list(query)).toMatchObject({ status: 422, json: { error: { field } } })
  })

  it('401 without a key, 403 without the scope, 422 for another merchant’s cursor', async () => {
    expect((await ask(app, GET, '/api/v1/settlements')).status).toBe(401)
    expect((await list('', await world.key(merchant.id, 'sk_test_analytics'))).status).toBe(403)
    const cursor = (await page('?limit=2')).pagination.next_cursor
    const stranger = await world.key((await world.merchant()).id, 'sk_test')
    expect(await list(`?cursor=${cursor}`, stranger)).toMatchObject({
      status: 422,
      json: { error: { code: 'INVALID_CURSOR' } },
    })
  })
})
