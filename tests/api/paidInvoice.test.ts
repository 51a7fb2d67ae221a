import { beforeAll, describe, expect, it } from 'vitest'
import { GET as getOne } from '@/app/api/v1/invoices/[id]/route'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/cancel/route'
import { POST as create } from '@/app/api/v1/invoices/route'
import { GET as me } from '@/app/api/v1/merchants/me/route'
import { GET as view } from '@/app/api/v1/public/invoice/[id]/route'
import { GET as getSettlement } from '@/app/api/v1/settlements/[id]/route'
import { foldRollups } from '@/db/queries/rollups'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { ask, EXAMPLE, type Told } from '@/tests/support/api'
import { appAround } from '@/tests/support/app'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const app = appAround(world.ctx, world.database)
const hasher = createKeyHasher(app.env.apiKeyPeppers)
const keyOf = async (merchantId: string, form: 'sk_live' | 'sk_test' = 'sk_live') => {
  const mode = form === 'sk_live' ? ('live' as const) : ('test' as const)
  return (await issueApiKey(app, { merchantId, mode, form, name: 'test', scopes: [] }, hasher)).key
}
const key = await keyOf(world.merchant.id)

const made = await ask(app, create, '/api/v1/invoices', {
  key,
  body: { ...EXAMPLE, confirmation_settings: { merchant_override: 2 } },
})
const id = String(made.json.id)
const address = String(made.json.address)
const read = (as = key) => ask(app, getOne, `/api/v1/invoices/${id}`, { key: as, params: { id } })
const look = () => ask(app, view, `/api/v1/public/invoice/${id}`, { params: { id } })

const payAndConfirm = async (amount: string) => {
  await world.pay(address, amount)
  await world.reconcile()
  await world.mine(2)
  await world.reconcile()
}

describe('an invoice paid in two parts, as document 004 tells it', () => {
  let first: Told
  let seen: Told
  let paid: Told
  beforeAll(async () => {
    await payAndConfirm('10.00')
    first = await read()
    seen = await look()
    await payAndConfirm('6.49')
    paid = await read()
  })

  it('shows the part to merchant and customer', () => {
    expect(first.json).toMatchObject({ status: 'partial', payments: [{ amount: 10, status: 'confirmed' }] })
    expect(seen.json).toMatchObject({
      status: 'partial',
      payments: [{ amount: 10, status: 'confirmed', confirmations: 3 }],
      payment_progress: { received: 10, required: 16.49, remaining: 6.49, percent: 60.64 },
    })
    expect(seen.text).toContain('"amount":10.00,')
  })

  it('is paid and settled to the cent', () => {
    expect(paid.json).toMatchObject({
      status: 'paid',
      paid_at: expect.any(String),
      exceptions: [],
      payments: [
        {
          amount: 10,
          crypto_currency: 'USDT',
          tx_hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
          required_confirmations: 2,
          from_address: expect.stringMatching(/^0x/),
          network_fee: null,
        },
        { amount: 6.49 },
      ],
      settlement: {
        gross_amount: 16.49,
        platform_fee_amount: 0.16,
        platform_fee_percentage: 1,
        net_amount: 16.33,
        status: 'completed',
      },
    })
    const log = paid.json.audit_log as { event: string }[]
    expect(log.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['invoice.created', 'payment.detected', 'invoice.paid', 'settlement.completed']),
    )
  })

  it('adds to its merchant’s totals, folded or not', async () => {
    const summary = async () => (await ask(app, me, '/api/v1/merchants/me', { key })).json.settlement_summary
    const totals = {
      total_gross_volume: 16.49,
      total_platform_fees: 0.16,
      total_net_payouts: 16.33,
      settlement_success_rate: 100,
    }
    expect(await summary()).toEqual(totals)
    await foldRollups(app.db)
    expect(await summary()).toEqual(totals)
  })

  it('shows the customer no fee', async () => {
    expect((await look()).text).not.toMatch(/fee|settlement|audit|0\.16|16\.33/)
  })

  it('409 for cancelling it', async () => {
    const told = await ask(app, cancel, `/api/v1/invoices/${id}/cancel`, { key, params: { id }, body: {} })
    expect(told).toMatchObject({ status: 409, json: { error: { code: 'INVOICE_NOT_CANCELLABLE' } } })
  })

  it('has a settlement whose payout is known once it is swept', async () => {
    const settlementId = (paid.json.settlement as { id: string }).id
    const settlementAs = (as: string) =>
      ask(app, getSettlement, `/api/v1/settlements/${settlementId}`, {
        key: as,
        params: { id: settlementId },
      })
    expect((await settlementAs(key)).json).toMatchObject({
      id: settlementId,
      invoice_id: id,
      merchant_id: world.merchant.id,
      currency: 'USDT',
      net_amount: 16.33,
      payout_details: null,
    })
    await world.reconcileAndSweep()
    await world.mine(2)
    await world.reconcileAndSweep()
    expect((await settlementAs(key)).json).toMatchObject({
      payout_details: {
        payout_tx_hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
        payout_network_fee: 0,
        net_received: 16.33,
      },
    })

    const stranger = await registerMerchant(app, {
      businessName: 'Stranger',
      contactEmail: 'stranger@example.com',
      planType: 'basic',
      feeBps: 100,
      owner: null,
    })
    for (const other of [await keyOf(stranger.id), await keyOf(world.merchant.id, 'sk_test')]) {
      expect((await settlementAs(other)).status).toBe(404)
      expect((await read(other)).status).toBe(404)
    }
  })
})
