import { expect, it } from 'vitest'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { CryptoCheckout } from '@/sdk/src/index'
import { appAround } from '@/tests/support/app'
import { serve } from '@/tests/support/httpServer'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const app = appAround(world.ctx, world.database)
const baseUrl = await serve(app)

async function clientWith(form: 'sk_live' | 'ck_live'): Promise<CryptoCheckout> {
  const input = { merchantId: world.merchant.id, mode: 'live', form, name: 'test', scopes: [] } as const
  const { key } = await issueApiKey(app, input, createKeyHasher(app.env.apiKeyPeppers))
  return new CryptoCheckout({ baseUrl, apiKey: key })
}

/** What the scheduler does until nothing is left to do: confirm, settle, sweep to the treasury. */
async function letItConfirm(): Promise<void> {
  await world.mine(3)
  await world.reconcileAndSweep()
  await world.mine(3)
  await world.reconcileAndSweep()
}

it('an invoice in native coin, from asking to the treasury', async () => {
  const checkout = await clientWith('sk_live')
  const {
    id,
    address,
    crypto_amount: asked,
  } = await checkout.invoices.create({
    title: 'House blend, 500 g',
    items: [{ name: 'House blend', quantity: '1', unit_price: '16.49' }],
    crypto_currency: 'ETH',
    confirmation_settings: { merchant_override: 3 },
  })
  expect(asked).toBe('0.008245')

  const txHash = await world.pay(address, asked, 'ETH')
  await world.reconcile()
  const seen = await checkout.invoices.waitForPayment(id, { until: ['confirming'] })
  expect(seen.payments).toMatchObject([
    { tx_hash: txHash, amount: '0.008245', status: 'detected', confirmations: 1 },
  ])

  const waiting = checkout.invoices.waitForPayment(id)
  await letItConfirm()
  const { status, settlement } = await waiting
  expect({ status, settlement }).toMatchObject({ status: 'paid', settlement: { gross_amount: '0.008245' } })
  const settled = await checkout.settlements.retrieve(settlement?.id ?? '')
  expect(settled.payout_details).toMatchObject({ payout_tx_hash: expect.stringMatching(/^0x/) })
  expect(await world.anvil.getBalance({ address: address as `0x${string}` })).toBe(0n)
})

it('a checkout session in native coin, with its events', async () => {
  const checkout = await clientWith('ck_live')
  const session = await checkout.checkoutSessions.create({ amount: { value: '16.49', currency: 'USD' } })
  expect(session).toMatchObject({ status: 'pending', chainId: 31_337, amount: { wei: '8245000000000000' } })

  const txHash = await world.pay(session.address, session.amount?.eth ?? '', 'ETH')
  await world.reconcile()
  expect(await checkout.checkoutSessions.retrieve(session.id)).toMatchObject({ status: 'detected', txHash })

  const waiting = checkout.checkoutSessions.waitForPayment(session.id)
  await letItConfirm()
  expect(await waiting).toMatchObject({ status: 'paid', txHash, paidAt: expect.any(String) })
  const types: string[] = []
  for await (const { type, livemode } of checkout.events.list()) types.unshift(`${type} ${livemode}`)
  expect(types).toEqual(['session.created true', 'session.detected true', 'session.paid true'])
})
