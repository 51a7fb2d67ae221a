import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as readPublic } from '@/app/api/v1/public/invoice/[id]/route'
import { POST as askQuote } from '@/app/api/v1/public/invoice/[id]/quote/route'
import { merchants, networkCursors, paymentMethods } from '@/db/schema'
import { fixedRates } from '@/lib/rates/fixed'
import type { App } from '@/lib/server/app'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { reassess } from '@/lib/services/invoices/reassess'
import { SYSTEM } from '@/lib/services/events/recordEvents'
import { inTransaction } from '@/lib/services/transaction'
import { accounts } from '@/scripts/local/accounts'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { invoiceInput } from '@/tests/support/world'

const world = await testApp()
const { app } = world
let merchantId: string
beforeAll(async () => {
  merchantId = (await world.merchant()).id
})
const actor = () => ({ merchantId, mode: 'live' as const, ...SYSTEM })
const params = (id: string) => ({ params: { id }, method: 'POST' })
const askFor = (id: string, as: App = app) =>
  ask(as, askQuote, `/api/v1/public/invoice/${id}/quote`, params(id))

/** The local chain is proven up to the services' clock, and what has run out is noticed. */
async function proveUntilNow(id: string): Promise<void> {
  await app.db.update(networkCursors).set({ blockTime: app.clock.now() })
  await inTransaction(app, (tx) => reassess(tx, new Map([[id, []]])))
}

let id: string
beforeEach(async () => {
  const input = invoiceInput({ cryptoCurrency: 'ETH', expiresInSeconds: 600, priceLockSeconds: 300 })
  id = (await createInvoice(app, actor(), input)).invoice.id
})
async function expire(): Promise<void> {
  world.advance(601_000)
  await proveUntilNow(id)
}

describe('POST /api/v1/public/invoice/{id}/quote', () => {
  it('200: the invoice as its customer sees it, open again', async () => {
    await expire()
    const dearer = { ...app, rates: fixedRates(['ETH/USD=1000']) }
    const before = await ask(app, readPublic, `/api/v1/public/invoice/${id}`, { params: { id } })
    const told = await askFor(id, dearer)
    expect([before.json.status, before.json.crypto_amount]).toEqual(['expired', '0.008245'])
    expect([told.status, told.json]).toMatchObject([
      200,
      { id, status: 'pending', crypto_amount: '0.01649', address: before.json.address, time_remaining: 600 },
    ])
    expect(told.text).not.toMatch(/fee|settlement/)
  })

  it('404: of nothing', async () => {
    expect(await askFor('inv_nobody')).toMatchObject({ status: 404, json: { error: { code: 'NOT_FOUND' } } })
  })

  it('409: while it is open, once it is cancelled, and when the merchant allows no more', async () => {
    const refused = { status: 409, json: { error: { type: 'conflict_error', code: 'QUOTE_NOT_RENEWABLE' } } }
    expect(await askFor(id)).toMatchObject(refused)
    for (let count = 0; count < 3; count += 1) {
      await expire()
      expect((await askFor(id)).status).toBe(200)
    }
    await expire()
    expect(await askFor(id)).toMatchObject(refused)

    const other = (await createInvoice(app, actor(), invoiceInput())).invoice.id
    await cancelInvoice(app, actor(), other, { reason: null })
    expect(await askFor(other)).toMatchObject(refused)
  })

  it('409: for invoices made after the merchant has switched it off, and not for those before', async () => {
    const set = (requotesAllowed: number) =>
      app.db.update(merchants).set({ requotesAllowed }).where(eq(merchants.id, merchantId))
    const before = id
    await set(0)
    id = (await createInvoice(app, actor(), invoiceInput({ expiresInSeconds: 600 }))).invoice.id
    await set(3)
    await expire()
    await proveUntilNow(before)
    expect((await askFor(id)).status).toBe(409)
    expect((await askFor(before)).status).toBe(200)
  })

  it('409: once the address is no longer watched closely (S8)', async () => {
    await expire()
    world.advance(app.policy.monitorAfterExpiryMs)
    expect((await askFor(id)).status).toBe(409)
  })

  it('403: of a merchant who is suspended', async () => {
    await expire()
    const set = (status: 'active' | 'suspended') =>
      app.db.update(merchants).set({ status }).where(eq(merchants.id, merchantId))
    await set('suspended')
    expect(await askFor(id)).toMatchObject({ status: 403, json: { error: { code: 'MERCHANT_INACTIVE' } } })
    await set('active')
    expect((await askFor(id)).status).toBe(200)
  })

  it('503: without a rate, on a network that is not in order, and at a treasury that has changed (F4)', async () => {
    await expire()
    const paused = { status: 503, json: { error: { code: 'PAYMENT_METHOD_PAUSED' } } }
    const rateless = { ...app, rates: fixedRates([]) }
    expect(await askFor(id, rateless)).toMatchObject({
      status: 503,
      json: { error: { code: 'RATE_UNAVAILABLE' } },
    })

    const verify = (verified: boolean) =>
      app.db.update(networkCursors).set({ verified }).where(eq(networkCursors.network, 'local'))
    await verify(false)
    expect(await askFor(id)).toMatchObject(paused)
    await verify(true)

    const move = (treasury: string) =>
      app.db.update(paymentMethods).set({ treasury }).where(eq(paymentMethods.merchantId, merchantId))
    await move(accounts.payer.address)
    expect(await askFor(id)).toMatchObject(paused)
    await move(accounts.treasury.address)
    // Nothing was used up by what was refused.
    expect((await askFor(id)).status).toBe(200)
  })
})
