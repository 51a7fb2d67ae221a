import { describe, expect, it } from 'vitest'
import { GET } from '@/app/api/v1/analytics/route'
import { POST as createInvoice } from '@/app/api/v1/invoices/route'
import { POST as play } from '@/app/api/v1/test/invoices/[id]/payments/route'
import { foldRollups } from '@/db/queries/rollups'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { differences, example } from './document004/shape'

const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id, 'sk_test')
const reader = await world.key(merchant.id, 'sk_test_analytics')
const analytics = (query = '', as = reader) => ask(app, GET, `/api/v1/analytics${query}`, { key: as })
const answer = async (query = '', as = reader) => (await analytics(query, as)).json as unknown as Answer
type Answer = {
  metrics: Record<string, number>
  time_series: ({ date: string } & Record<string, number>)[]
  payment_methods: Record<string, Record<string, number>>
}

async function make(): Promise<string> {
  const body = { ...EXAMPLE, confirmation_settings: { merchant_override: 1 } }
  return String((await ask(app, createInvoice, '/api/v1/invoices', { key, body })).json.id)
}

async function makePaid(): Promise<void> {
  const id = await make()
  const path = `/api/v1/test/invoices/${id}/payments`
  const told = await ask(app, play, path, { key, params: { id }, body: { kind: 'exact' } })
  if (told.status !== 200) throw new Error(told.text)
}

// Yesterday one of two is paid, today one of one: 2026-01-15 10:00 is the clock's beginning.
await makePaid()
await make()
world.advance(24 * 60 * 60_000)
await makePaid()

describe('200', () => {
  it('answers the document’s own request in its shape', async () => {
    const told = await analytics('?period=30d&group_by=day&timezone=UTC')
    expect(told.status).toBe(200)
    expect(differences(example('analytics.response'), told.json)).toEqual([])
    expect(told.json).toMatchObject({
      period: '30d',
      timezone: 'UTC',
      currency: 'USD',
      metrics: {
        total_invoices: 3,
        total_gross_amount: 32.98,
        total_platform_fees: 0.33,
        total_net_payouts: 32.65,
        paid_invoices: 2,
        conversion_rate: 66.7,
        // Over all that were made, rounded down: the document's 45,678.90 over 1,250 is 36.54, its 45,222.11 is 36.17.
        average_gross_amount: 10.99,
        average_net_amount: 10.88,
        effective_fee_rate: 1,
      },
      payment_methods: {
        USDT: { count: 2, gross_amount: 32.98, platform_fees: 0.33, net_amount: 32.65 },
      },
    })
    expect(told.text).toContain('"effective_fee_rate":1.0')
  })

  it('has every day, those without an invoice too, and counts each where it belongs', async () => {
    const { time_series: days, metrics } = await answer()
    expect([days.length, days[0]?.date]).toEqual([30, '2025-12-18'])
    expect(days.at(-2)).toEqual({
      date: '2026-01-15',
      invoices_created: 2,
      invoices_paid: 1,
      gross_amount: 16.49,
      platform_fees: 0.16,
      net_payouts: 16.33,
      conversion_rate: 50,
    })
    expect(days[5]).toEqual({
      date: '2025-12-23',
      invoices_created: 0,
      invoices_paid: 0,
      gross_amount: 0,
      platform_fees: 0,
      net_payouts: 0,
      conversion_rate: 0,
    })
    const created = days.reduce((sum, day) => sum + (day.invoices_created ?? 0), 0)
    expect(created).toBe(metrics.total_invoices)
  })

  it('is the same before and after its entries are folded', async () => {
    const before = await analytics()
    await foldRollups(app.db)
    expect((await analytics()).text).toBe(before.text)
    await make()
    expect((await answer()).metrics.total_invoices).toBe(4)
  })

  it.each([
    ['?period=24h&group_by=hour', 24],
    ['?period=7d', 7],
    ['?period=90d&group_by=month', 4],
    ['?period=1y&group_by=hour', 364 * 24 + 11],
    ['?period=30d&group_by=week', 5],
    ['?start_date=2026-01-15&end_date=2026-01-15', 1],
    ['?start_date=2026-01-15&end_date=2026-01-16&group_by=hour&timezone=Asia/Kathmandu', 48],
  ])('%s has %i parts', async (query, parts) => {
    expect((await answer(query)).time_series).toHaveLength(parts)
  })

  it('counts by the days of a zone', async () => {
    // 10:00 in UTC is the evening of the 15th on Tahiti's other side: the 16th on Kiritimati.
    const { time_series: days } = await answer(
      '?start_date=2026-01-15&end_date=2026-01-16&timezone=Pacific/Kiritimati',
    )
    expect(days.map((day) => [day.date, day.invoices_created])).toEqual([
      ['2026-01-15', 0],
      ['2026-01-16', 2],
    ])
  })

  it('shows another merchant and the other mode nothing', async () => {
    const stranger = await world.key((await world.merchant()).id, 'sk_test')
    const live = await world.key(merchant.id, 'sk_live_analytics')
    for (const other of [stranger, live]) {
      expect(await answer('', other)).toMatchObject({
        metrics: { total_invoices: 0, total_gross_amount: 0, average_payment_time: 0, effective_fee_rate: 0 },
        payment_methods: {},
      })
    }
  })
})

describe('what is refused', () => {
  it.each([
    ['?period=2w', 'period'],
    ['?group_by=year', 'group_by'],
    ['?timezone=Mars/Olympus', 'timezone'],
    ['?timezone=%2B05:30', 'timezone'],
    ['?timezone=', 'timezone'],
    ["?timezone=UTC'", 'timezone'],
    ['?currency=XXX', 'currency'],
    ['?start_date=2026-01-01', 'end_date'],
    ['?end_date=2026-01-01', 'start_date'],
    ['?start_date=2026-01-02&end_date=2026-01-01', 'end_date'],
    ['?start_date=2026-02-30&end_date=2026-03-01', 'start_date'],
    ['?start_date=1999-12-31&end_date=2026-03-01', 'start_date'],
    ['?period=7d&start_date=2026-01-01&end_date=2026-01-02', 'period'],
    ['?start_date=2020-01-01&end_date=2026-01-02&group_by=hour', 'group_by'],
  ])('422 for %s', async (query, field) => {
    expect(await analytics(query)).toMatchObject({ status: 422, json: { error: { field } } })
  })

  it('401 without a key, 403 without the scope', async () => {
    expect((await ask(app, GET, '/api/v1/analytics')).status).toBe(401)
    expect((await analytics('', await world.key(merchant.id, 'sk_test_invoices'))).status).toBe(403)
  })
})
