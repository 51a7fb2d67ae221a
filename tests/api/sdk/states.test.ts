import { describe, expect, it } from 'vitest'
import type { CheckoutSession, InvoiceStatus, SessionStatus, TestStep } from '@/sdk/src/index'
import { all, NEW_INVOICE, sdkShop } from './shop'

const { client } = await sdkShop()

const invoice = (change: Partial<typeof NEW_INVOICE> = {}) =>
  client.invoices.create({ ...NEW_INVOICE, ...change })
const session = () => client.checkoutSessions.create({ amount: { value: '16.49', currency: 'USD' } })
const play = async (invoiceId: string, ...steps: TestStep[]) =>
  (await client.testMode.playScenario({ invoice_id: invoiceId, steps })).invoice
const playSession = async ({ id, invoiceId }: CheckoutSession, ...steps: TestStep[]) => {
  await play(invoiceId, ...steps)
  return client.checkoutSessions.retrieve(id)
}

/** How an invoice comes into each of its states. */
const INVOICES: Record<InvoiceStatus, () => Promise<{ id: string }>> = {
  pending: () => invoice(),
  partial: async () => play((await invoice()).id, { pay: '60%' }),
  confirming: async () =>
    play((await invoice({ confirmation_settings: { merchant_override: 50 } })).id, { pay: 'rest' }),
  paid: async () => play((await invoice()).id, { pay: 'rest' }),
  expired: async () => play((await invoice()).id, { wait: 'expired' }),
  cancelled: async () => client.invoices.cancel((await invoice()).id),
  refunded: async () => {
    const { id } = await play((await invoice()).id, { pay: 'rest' })
    const to = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
    const refund = await client.invoices.refunds.prepare(id, { to, amount: 'full' })
    return play(id, { refund: refund.id }, { wait: 'confirmed' })
  },
}

describe.each(Object.entries(INVOICES) as [InvoiceStatus, () => Promise<{ id: string }>][])(
  'an invoice that is %s',
  (status, come) => {
    it('is read, viewed and found so', async () => {
      const { id } = await come()
      expect(await client.invoices.retrieve(id)).toMatchObject({ id, status, total: '16.49', tax: '1.50' })
      expect(await client.publicInvoices.retrieve(id)).toMatchObject({ status, total: '16.49' })
      const found = await all(client.invoices.list({ status }))
      expect(found.map((one) => one.id)).toEqual([id])
    })
  },
)

/** How a session comes into each of its states. */
const SESSIONS: Record<SessionStatus, () => Promise<CheckoutSession>> = {
  pending: () => session(),
  detected: async () => client.testMode.paySession((await session()).id, { wait: false }),
  underpaid: async () => client.testMode.paySession((await session()).id, { kind: 'under' }),
  overpaid: async () => client.testMode.paySession((await session()).id, { kind: 'over' }),
  paid: async () => client.testMode.paySession((await session()).id),
  paid_late: async () =>
    playSession(await session(), { wait: '14m' }, { pay: 'rest' }, { wait: 'confirmed' }),
  expired: async () => playSession(await session(), { wait: 'expired' }),
  failed: async () => {
    const { id, invoiceId } = await session()
    await client.invoices.cancel(invoiceId)
    return client.checkoutSessions.retrieve(id)
  },
}

describe.each(Object.entries(SESSIONS) as [SessionStatus, () => Promise<CheckoutSession>][])(
  'a session that is %s',
  (status, come) => {
    it('is read so, and its event says so', async () => {
      const { id } = await come()
      expect(await client.checkoutSessions.retrieve(id)).toMatchObject({
        id,
        status,
        fiat: { amount: '16.49' },
      })
      const type = status === 'pending' ? 'session.created' : (`session.${status}` as const)
      const events = await all(client.events.list({ type }))
      expect(events.find(({ data }) => data.id === id)?.data.status).toBe(status)
    })
  },
)

describe('what stands beside the status', () => {
  it.each([
    ['underpaid', [{ pay: '60%' }, { wait: 'expired' }]],
    ['overpaid', [{ pay: 'excess' }]],
    ['late', [{ wait: 'expired' }, { pay: 'rest' }]],
    ['wrong_asset', [{ pay: '1', token: 'ETH' }]],
    ['reverted', [{ pay: 'rest' }, { undo: 'payment' }]],
  ] satisfies [string, TestStep[]][])('%s', async (exception, steps) => {
    const { exceptions } = await play((await invoice()).id, ...steps)
    expect(exceptions.map(({ type }) => type)).toEqual([exception])
  })

  it('refund_due', async () => {
    const { id } = await play((await invoice()).id, { pay: '60%' })
    expect(await client.invoices.cancel(id, { refund_partial_payments: true })).toMatchObject({
      refund_due: true,
    })
    expect((await client.invoices.retrieve(id)).exceptions).toContainEqual(
      expect.objectContaining({ type: 'refund_due' }),
    )
  })
})

it('tells amounts that no number of JavaScript holds, to the last wei', async () => {
  const { id } = await client.invoices.create({ ...NEW_INVOICE, crypto_currency: 'ETH' })
  const amount = '1.234567890123456789'
  const { invoice: paid } = await client.testMode.payInvoice(id, { amount })
  expect(paid.payments[0]?.amount).toBe(amount)
  expect(paid.settlement?.gross_amount).toBe(amount)
  expect(paid.overpayment?.amount).toBe('1.226322890123456789')
})
