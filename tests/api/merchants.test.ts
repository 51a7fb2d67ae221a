import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { POST as createInvoice } from '@/app/api/v1/invoices/route'
import { GET as me, PATCH } from '@/app/api/v1/merchants/me/route'
import { POST as register } from '@/app/api/v1/merchants/route'
import { foldRollups, insertTally } from '@/db/queries/rollups'
import { findUserByEmail } from '@/db/queries/users'
import { rollupEntries, rollups } from '@/db/schema'
import { PLAN_LIMITS } from '@/lib/domain/plans'
import { measures } from '@/lib/domain/tally'
import type { App } from '@/lib/server/app'
import { setTerms } from '@/lib/services/merchants/setTerms'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { differences, example } from './document004/shape'

const world = await testApp({ environment: { REGISTRATION: 'open' } })
const { app } = world
const BODY = example('merchantCreate.request')
let registered = 0
const join = (body: object = {}, to: App = app) => {
  const email = `merchant${++registered}@acmevpn.com`
  return ask(to, register, '/api/v1/merchants', { body: { ...BODY, contact_email: email, ...body } })
}
type Opened = { id: string; api_key: { id: string; key: string }; live_api_key: { id: string; key: string } }
const joined = async (body: object = {}) => (await join(body)).json as Opened
const read = (key: string) => ask(app, me, '/api/v1/merchants/me', { key })
const change = (key: string, body: object) =>
  ask(app, PATCH, '/api/v1/merchants/me', { key, method: 'PATCH', body })
const make = (key: string) => ask(app, createInvoice, '/api/v1/invoices', { key, body: EXAMPLE })

describe('a test key', () => {
  const loose = { settings: { payment_tolerance: { underpayment_threshold: 1 } } }

  it('sets up a merchant that nobody can pay yet', async () => {
    const { api_key: test } = await joined()
    expect((await change(test.key, loose)).status).toBe(200)
  })

  it('403: changes nothing that live payments follow', async () => {
    const merchant = await world.merchant()
    const [test, live] = [await world.key(merchant.id, 'sk_test'), await world.key(merchant.id)]
    const told = await change(test, loose)
    expect(told).toMatchObject({ status: 403, json: { error: { code: 'RIGHTS_EXCEEDED' } } })
    expect((await read(live)).json).not.toMatchObject(loose)
    expect((await change(live, loose)).json).toMatchObject(loose)
  })
})

describe('POST /merchants', () => {
  it('answers the document’s own request in its shape, with both keys once', async () => {
    const told = await ask(app, register, '/api/v1/merchants', { body: BODY })
    expect(told.status).toBe(201)
    expect(differences(example('merchantCreate.response'), told.json)).toEqual([])
    expect(told.json).toMatchObject({
      ...BODY,
      status: 'active',
      created_at: '2026-01-15T10:00:00Z',
      api_key: { id: expect.stringMatching(/^key_/), key: expect.stringMatching(/^sk_test_/) },
      live_api_key: { key: expect.stringMatching(/^sk_live_/) },
    })
    expect(told.text).toContain('"platform_fee_percentage":1.0')
  })

  it('lets a new merchant be paid in test mode at once, and live with a payment method', async () => {
    const { api_key: test, live_api_key: live } = await joined()
    expect((await make(test.key)).status).toBe(201)
    expect(await make(live.key)).toMatchObject({
      status: 422,
      json: {
        error: { code: 'PAYMENT_METHOD_REQUIRED', suggestions: [expect.stringContaining('/dashboard')] },
      },
    })
  })

  it('needs only a name and an address', async () => {
    const told = await ask(app, register, '/api/v1/merchants', {
      body: { business_name: 'Bare', contact_email: 'Bare@Example.com' },
    })
    expect(told).toMatchObject({
      status: 201,
      json: {
        plan_type: 'basic',
        contact_email: 'bare@example.com',
        settings: { invoice_expiry_minutes: 30, confirmation_settings: { use_amount_based_defaults: true } },
      },
    })
    // Whoever has the mailbox can choose a password by mail; nobody has one yet.
    expect(await findUserByEmail(app.db, 'bare@example.com')).toMatchObject({
      passwordHash: 'unclaimed',
      emailVerifiedAt: null,
    })
  })

  it('409 for an address that is taken, however it is written', async () => {
    await join({ contact_email: 'taken@example.com' })
    expect(await join({ contact_email: ' Taken@example.com'.trim() })).toMatchObject({
      status: 409,
      json: { error: { code: 'EMAIL_TAKEN', field: 'contact_email' } },
    })
  })

  it.each([
    [{ business_name: 'A' }, 'business_name'],
    [{ contact_email: 'nobody' }, 'contact_email'],
    [{ plan_type: 'golden' }, 'plan_type'],
    [{ settings: { platform_fee_percentage: 0.09 } }, 'settings.platform_fee_percentage'],
    [{ settings: { platform_fee_percentage: 5.01 } }, 'settings.platform_fee_percentage'],
    [{ settings: { platform_fee_percentage: 1.005 } }, 'settings.platform_fee_percentage'],
    [{ settings: { default_currency: 'XXX' } }, 'settings.default_currency'],
    [{ settings: { default_crypto_currency: 'DOGE' } }, 'settings.default_crypto_currency'],
    [{ settings: { invoice_expiry_minutes: 0 } }, 'settings.invoice_expiry_minutes'],
    [
      { settings: { payment_tolerance: { underpayment_threshold: 2 } } },
      'settings.payment_tolerance.underpayment_threshold',
    ],
    [
      { settings: { confirmation_settings: { merchant_override: 51 } } },
      'settings.confirmation_settings.merchant_override',
    ],
  ])('422 for %j', async (body, field) => {
    expect(await join(body)).toMatchObject({ status: 422, json: { error: { field } } })
  })

  it('is the operator’s to close, and to narrow', async () => {
    const as = (env: Partial<App['env']>): App => ({ ...app, env: { ...app.env, ...env } })
    expect(await join({}, as({ registration: 'closed' }))).toMatchObject({
      status: 403,
      json: { error: { code: 'REGISTRATION_CLOSED' } },
    })
    const narrow = as({ registrationPlans: ['basic'], registrationFee: { minBps: 200, maxBps: 300 } })
    expect(await join({}, narrow)).toMatchObject({ status: 422, json: { error: { field: 'plan_type' } } })
    const told = await join({ plan_type: undefined, settings: {} }, narrow)
    expect(told.json).toMatchObject({ plan_type: 'basic', settings: { platform_fee_percentage: 2 } })
  })

  it('takes twenty an hour from one address', async () => {
    const strict: App = { ...app, env: { ...app.env, rateLimitScale: 1 } }
    const address = '203.0.113.9'
    const send = () => ask(strict, register, '/api/v1/merchants', { body: {}, address })
    const statuses = (await Promise.all(Array.from({ length: 22 }, send))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(2)
  })
})

describe('GET /merchants/me', () => {
  it('has the document’s shape, and counts what is used', async () => {
    const { api_key: test } = await joined()
    await make(test.key)
    await make(test.key)
    const told = await read(test.key)
    expect(differences(example('merchantRead.response'), told.json)).toEqual([])
    expect(told.json).toMatchObject({
      plan_limits: { max_api_keys: 10, max_webhook_endpoints: 5, monthly_invoice_limit: 10_000 },
      usage: { api_keys_count: 2, webhook_endpoints_count: 0, monthly_invoices: 2 },
      settlement_summary: { total_gross_volume: 0, settlement_success_rate: 100 },
    })
  })

  it('is the same before, while and after its entries are folded', async () => {
    const { id, api_key: test, live_api_key: live } = await joined()
    const usage = async (key = test.key) => (await read(key)).json.usage as { monthly_invoices: number }
    for (let i = 0; i < 3; i++) await make(test.key)
    expect((await usage()).monthly_invoices).toBe(3)
    await Promise.all([foldRollups(app.db), foldRollups(app.db), make(test.key), make(test.key)])
    expect((await usage()).monthly_invoices).toBe(5)
    await foldRollups(app.db)
    expect(await app.db.select().from(rollupEntries).where(eq(rollupEntries.merchantId, id))).toEqual([])
    expect((await usage()).monthly_invoices).toBe(5)
    expect((await usage(live.key)).monthly_invoices).toBe(0)
  })

  it('counts nothing that was refused', async () => {
    const { api_key: test } = await joined()
    await ask(app, createInvoice, '/api/v1/invoices', {
      key: test.key,
      body: { ...EXAMPLE, crypto_currency: 'NO' },
    })
    expect((await read(test.key)).json).toMatchObject({ usage: { monthly_invoices: 0 } })
  })
})

describe('the plan', () => {
  it('ends at its last invoice of a month, also when they come at once, and begins anew with the next', async () => {
    const { id, api_key: test } = await joined({ plan_type: 'basic' })
    const { monthlyInvoices } = PLAN_LIMITS.basic
    const bucket = new Date('2026-01-02T03:15:00Z')
    const before = measures({ expired: BigInt(monthlyInvoices - 3) })
    const scope = { merchantId: id, mode: 'test' as const }
    await insertTally(app.db, scope, [{ bucket, currency: 'USD', token: '', ...before }])
    const told = await Promise.all(Array.from({ length: 8 }, () => make(test.key)))
    expect(told.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(told.find(({ status }) => status !== 201)).toMatchObject({
      status: 403,
      json: {
        error: { code: 'PLAN_LIMIT_REACHED', constraints: { monthly_invoice_limit: 1000, used: 1000 } },
      },
    })
    await setTerms(app, id, { planType: 'pro' })
    expect((await make(test.key)).status).toBe(201)
    await setTerms(app, id, { planType: 'basic' })
    expect((await make(test.key)).status).toBe(403)
    await foldRollups(app.db)
    const [folded] = await app.db
      .select()
      .from(rollups)
      .where(and(eq(rollups.merchantId, id), eq(rollups.grain, 'month')))
    expect(folded).toMatchObject({ bucket: new Date('2026-01-01'), expired: 997n, pending: 4n })
    world.advance(31 * 24 * 60 * 60_000)
    expect((await make(test.key)).status).toBe(201)
  })
})

describe('PATCH /merchants/me', () => {
  it('changes what is named, for later invoices', async () => {
    const { api_key: test } = await joined()
    const told = await change(test.key, {
      business_name: 'Acme Two',
      settings: {
        invoice_expiry_minutes: 45,
        payment_tolerance: { overpayment_action: 'donate' },
        confirmation_settings: { merchant_override: 7 },
      },
    })
    expect(told).toMatchObject({
      status: 200,
      json: {
        business_name: 'Acme Two',
        plan_type: 'pro',
        settings: {
          invoice_expiry_minutes: 45,
          payment_tolerance: { underpayment_threshold: 0.01, overpayment_action: 'donate' },
          confirmation_settings: { merchant_override: 7, use_amount_based_defaults: true },
        },
      },
    })
    const { confirmation_settings: _, expires_in: __, ...bare } = EXAMPLE
    const made = await ask(app, createInvoice, '/api/v1/invoices', { key: test.key, body: bare })
    expect(made.json).toMatchObject({ confirmation_settings: { required_confirmations: 7 } })
    const back = await change(test.key, { settings: { confirmation_settings: { merchant_override: null } } })
    expect(back.json).toMatchObject({ settings: { confirmation_settings: { merchant_override: null } } })
  })

  it('takes its own answer back, and leaves plan and fee to the operator', async () => {
    const { id, api_key: test } = await joined()
    const { json } = await read(test.key)
    expect((await change(test.key, json)).status).toBe(200)
    expect(await change(test.key, { plan_type: 'enterprise' })).toMatchObject({
      status: 422,
      json: { error: { field: 'plan_type' } },
    })
    const cheaper = { settings: { platform_fee_percentage: 0.1 } }
    expect(await change(test.key, cheaper)).toMatchObject({
      status: 422,
      json: { error: { field: 'settings.platform_fee_percentage' } },
    })
    await setTerms(app, id, { feeBps: 10 })
    expect((await change(test.key, cheaper)).status).toBe(200)
  })

  it('409 for another’s address', async () => {
    await join({ contact_email: 'first@example.com' })
    const { api_key: test } = await joined()
    expect((await change(test.key, { contact_email: 'FIRST@example.com' })).status).toBe(409)
  })
})
