import { expect, it } from 'vitest'
import { GET as credit } from '@/app/api/v1/customers/[id]/credit/route'
import { GET as readOne } from '@/app/api/v1/invoices/[id]/route'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { GET as readPublic } from '@/app/api/v1/public/invoice/[id]/route'
import { POST as play } from '@/app/api/v1/test/scenarios/route'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'

const world = await testApp()
const { app } = world
const key = await world.key((await world.newMerchant()).id, 'sk_test')
const { confirmation_settings: _override, ...SIMPLE } = EXAMPLE

const make = async (more: object = {}) =>
  (await ask(app, create, '/api/v1/invoices', { key, body: { ...SIMPLE, ...more } })).json
const read = async (id: unknown) =>
  (await ask(app, readOne, `/api/v1/invoices/${String(id)}`, { key, params: { id: String(id) } })).json

/** An invoice of the customer's, paid with 5.00 too much. */
async function overpaid(more: object = {}) {
  const { id } = await make(more)
  const steps = [{ pay: '21.49' }]
  await ask(app, play, '/api/v1/test/scenarios', { key, body: { invoice_id: id, steps } })
  return read(id)
}

const creditOf = (id: string) => ask(app, credit, `/api/v1/customers/${id}/credit`, { key, params: { id } })

it('D8: an overpaid invoice says what became of the excess, and the next one asks for less', async () => {
  const paid = await overpaid()
  const { customer } = paid as { customer: { id: string } }
  expect(paid).toMatchObject({
    status: 'paid',
    exceptions: [],
    customer: { email: 'customer@example.com', customer_id: 'cust_456' },
    overpayment: {
      amount: 5,
      crypto_currency: 'USDT',
      action: 'credit_account',
      status: 'credited',
      customer_credit: { customer: customer.id, amount: 5, used: 0 },
    },
  })
  const next = await make()
  const due = { total: 16.49, crypto_amount: '11.49', usdt_amount: 11.49, credit_applied: 5 }
  expect(next).toMatchObject({ ...due, settlement_preview: { gross_amount: 11.49 } })
  const listed = await ask(app, list, '/api/v1/invoices', { key })
  const id = String(next.id)
  const lines = listed.json.invoices as { id: string }[]
  expect(lines.find((line) => line.id === id)).toMatchObject(due)
  expect((await ask(app, readPublic, `/api/v1/public/invoice/${id}`, { params: { id } })).json).toMatchObject(
    { ...due, payment_progress: { received: 0, required: 11.49, remaining: 11.49, percent: 0 } },
  )
  const { json } = await creditOf(customer.id)
  expect(json).toMatchObject({
    customer,
    balances: [{ crypto_currency: 'USDT', network: 'sandbox', available: 0, reserved: 5, spent: 0 }],
  })
  const entries = json.entries as { amount: number; invoice_id: string; source_invoice_id: string }[]
  expect(entries).toHaveLength(2)
  expect(entries.find(({ amount }) => amount === -5)).toMatchObject({
    invoice_id: id,
    source_invoice_id: paid.id,
  })
})

it('leaves the credit alone where the merchant says so', async () => {
  const metadata = { customer_id: 'cust_other' }
  await overpaid({ metadata })
  const next = await make({ metadata, apply_credit: false })
  expect(next).toMatchObject({ crypto_amount: '16.49', credit_applied: 0 })
  expect(await make({ metadata, apply_credit: true })).toMatchObject({ credit_applied: 5 })
  const refused = await ask(app, create, '/api/v1/invoices', {
    key,
    body: { ...SIMPLE, apply_credit: 'no' },
  })
  expect(refused).toMatchObject({ status: 422, json: { error: { field: 'apply_credit' } } })
})

it('answers a paid invoice where credit pays it whole', async () => {
  const metadata = { customer_id: 'cust_whole' }
  await overpaid({ metadata })
  const small = await make({ metadata, items: [{ name: 'Extra', quantity: 1, unit_price: 3 }], tax: 0 })
  expect(small).toMatchObject({ status: 'paid', crypto_amount: '0.00', credit_applied: 3 })
  expect(await read(small.id)).toMatchObject({
    payments: [],
    settlement: { gross_amount: 0, platform_fee_amount: 0, net_amount: 0, credit_applied: 3 },
  })
})

it.each([
  ['donate', 'donated', []],
  ['refund', 'refund_due', ['overpaid', 'refund_due']],
])('an excess under %s', async (overpayment_action, status, exceptions) => {
  const paid = await overpaid({ payment_tolerance: { overpayment_action } })
  expect(paid).toMatchObject({
    overpayment: { amount: 5, action: overpayment_action, status, customer_credit: null },
  })
  expect((paid.exceptions as { type: string }[]).map(({ type }) => type).toSorted()).toEqual(exceptions)
})

it('404 for a customer that is another merchant’s, or in the other mode', async () => {
  const { customer } = (await overpaid({ metadata: { customer_id: 'mine' } })) as { customer: { id: string } }
  const strangers = await world.key((await world.newMerchant()).id, 'sk_test')
  const asked = { key: strangers, params: { id: customer.id } }
  expect((await ask(app, credit, `/api/v1/customers/${customer.id}/credit`, asked)).status).toBe(404)
})
