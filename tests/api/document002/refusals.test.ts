import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { POST as create } from '@/app/api/v1/checkout_sessions/route'
import { invoices, merchants, networkCursors, paymentMethods, paymentOptions } from '@/db/schema'
import type { Actor } from '@/lib/services/context'
import { createLink } from '@/lib/services/links/createLink'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { accounts } from '@/scripts/local/accounts'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { linkInput } from '@/tests/support/links'

const PATH = '/api/v1/checkout_sessions'
const world = await testApp({
  environment: {
    FIXED_RATES: 'ETH/USD=2000,EUR/USD=1.10,JPY/USD=0.0070',
    NETWORK_MINIMUMS: 'local=5.00',
  },
})
const { app } = world

type Json = Record<string, unknown>

async function shop() {
  const { id } = await world.merchant()
  const [live, test] = [await world.key(id, 'ck_live'), await world.key(id, 'ck_test')]
  const actor: Actor = {
    merchantId: id,
    mode: 'live',
    label: 'test',
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  const begin = (body: object, key = live) => ask(app, create, PATH, { key, body })
  return {
    id,
    actor,
    begin,
    test,
    async refused(body: object, key = live) {
      const { status, json } = await begin(body, key)
      const { code, param, message } = json.error as Json
      return { status, code, param, message }
    },
  }
}
const amount = (value: string, currency: string) => ({ amount: { value, currency } })

describe('what is refused is named in document 002’s words', () => {
  it.each([
    ['USD', '0.01'],
    ['EUR', '0.01'],
    ['EUR', '99999.00'],
    ['JPY', '1'],
  ])('an amount beyond the limits, in %s: %s', async (currency, value) => {
    const told = await (await shop()).refused(amount(value, currency))
    expect(told).toMatchObject({ status: 400, code: 'invalid_amount', param: 'amount.value' })
    expect(told.message).toMatch(/^amount\.value: must be from [\d.]+ to [\d.]+ (USD|EUR|JPY)$/)
  })

  it('an amount below what a network takes (L8)', async () => {
    const told = await (await shop()).refused(amount('4.00', 'EUR'))
    expect(told).toMatchObject({ status: 400, code: 'invalid_amount', param: 'amount.value' })
  })

  it('a currency that nobody has a rate for', async () => {
    const told = await (await shop()).refused(amount('20.00', 'KWD'))
    expect(told).toMatchObject({ status: 503, code: 'rate_unavailable', param: 'amount.currency' })
  })

  it('a link whose own amount is beyond them', async () => {
    const { actor, refused } = await shop()
    const link = await createLink(app, actor, linkInput({ currency: 'EUR', amountHundredths: 10n }))
    const told = await refused({ linkId: link.id })
    expect(told).toMatchObject({ status: 400, code: 'invalid_amount', param: 'linkId' })
    expect(told.message).toContain('The link’s amount must be from')
  })

  it('and nothing that was sent, where the merchant takes nothing or all of it is paused', async () => {
    const { id, refused } = await shop()
    await app.db.update(networkCursors).set({ verified: false })
    const paused = await refused(amount('20.00', 'USD'))
    await app.db.update(networkCursors).set({ verified: true })
    expect(paused).toMatchObject({ status: 503, code: 'payment_method_paused', param: undefined })
    await app.db.delete(paymentMethods).where(eq(paymentMethods.merchantId, id))
    const nothing = await refused(amount('20.00', 'USD'))
    expect(nothing).toMatchObject({ status: 400, code: 'payment_method_required', param: undefined })
  })
})

it('a test session stays in the sandbox, whatever test network its merchant takes', async () => {
  const testnet = await testApp({ environment: { LOCAL_NETWORK_MODE: 'test' } })
  const { id: merchantId } = await testnet.newMerchant()
  const treasury = accounts.treasury.address
  const method = { merchantId, mode: 'test', network: 'local', token: 'USDC', treasury } as const
  await addPaymentMethod(testnet.app, method)
  await testnet.app.db
    .update(networkCursors)
    .set({ verified: true, blockNumber: 0 })
    .where(eq(networkCursors.network, 'local'))
  const key = await testnet.key(merchantId, 'ck_test')
  const begin = () => ask(testnet.app, create, PATH, { key, body: amount('20.00', 'USD') })
  const { paymentOptions } = (await begin()).json as { paymentOptions: Json[] }
  expect(new Set(paymentOptions.map(({ network }) => network))).toEqual(new Set(['sandbox']))
  await testnet.app.db
    .update(paymentMethods)
    .set({ enabled: false })
    .where(eq(paymentMethods.network, 'sandbox'))
  expect(await begin()).toMatchObject({ status: 400, json: { error: { code: 'payment_method_required' } } })
})

describe('confirmations of a session (S7)', () => {
  const needed = async (id: string) => {
    const rows = await app.db
      .select({ needed: paymentOptions.requiredConfirmations })
      .from(paymentOptions)
      .innerJoin(invoices, eq(invoices.id, paymentOptions.invoiceId))
      .where(eq(invoices.id, id))
    return [...new Set(rows.map((row) => row.needed))]
  }

  it('are three at least, and more where network or amount ask for more', async () => {
    const { begin } = await shop()
    expect(await needed(String((await begin(amount('20.00', 'USD'))).json.invoiceId))).toEqual([3])
    expect(await needed(String((await begin(amount('9999.00', 'USD'))).json.invoiceId))).toEqual([12])
  })

  it('are the merchant’s own number where there is one', async () => {
    const { id, begin } = await shop()
    await app.db.update(merchants).set({ confirmationsOverride: 2 }).where(eq(merchants.id, id))
    expect(await needed(String((await begin(amount('9999.00', 'USD'))).json.invoiceId))).toEqual([2])
  })
})
