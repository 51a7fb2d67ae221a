import { describe, expect, it } from 'vitest'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { getCheckoutInvoice } from '@/lib/services/checkout/getCheckoutInvoice'
import { voidCheckoutInvoice } from '@/lib/services/checkout/voidCheckoutInvoice'
import { recordFeesPaid } from '@/lib/services/billing/recordFeesPaid'
import { unpaidFees } from '@/lib/services/billing/unpaidFees'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { renewDueQuotes } from '@/lib/services/invoices/renewQuotes'
import { OPERATOR } from '@/lib/services/audit/recordAudit'
import { setXpubMethods } from '@/lib/services/xpub/setXpubMethods'
import { checkoutInput } from '@/tests/support/checkout'
import { pausedAt } from '@/tests/support/pausedReader'
import { testWallet } from '@/tests/support/wallet'
import { invoiceInput, startWorld } from '@/tests/support/world'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'

const world = await startWorld()
const { ctx, actor } = world
const create = (input = {}) => createCheckoutInvoice(ctx, actor, checkoutInput(input))
const read = (id: string) => getCheckoutInvoice(ctx, actor, id)

function addressOf(view: Awaited<ReturnType<typeof create>>, token: string): string {
  const option = view.options.find((one) => one.token === token && one.rail !== 'hub')
  if (!option) throw new Error(`no option in ${token}`)
  return option.address
}

describe('an invoice of document 000 on a chain', () => {
  it('is paid in parts of two assets, each at its quote, and says which came last', async () => {
    const made = await create({ amountMinor: 20_00n })
    await world.pay(addressOf(made, 'USDC'), '5')
    await world.reconcile()
    expect(await read(made.invoice.id)).toMatchObject({
      status: 'partially_paid',
      summary: { received: 5_00n, confirmed: 5_00n, remaining: 15_00n },
    })
    const hash = await world.pay(addressOf(made, 'USDT'), '15')
    await world.mine(2)
    await world.reconcile()
    const paid = await read(made.invoice.id)
    expect(paid).toMatchObject({
      status: 'confirmed',
      coverage: 'exact',
      summary: { received: 20_00n, confirmed: 20_00n, remaining: 0n, overpaid: 0n },
      last: { payment: { txHash: hash }, option: { token: 'USDT' } },
    })
  })

  it('with a due date quotes ether anew and is paid days later in time (D3)', async () => {
    const now = ctx.clock.now()
    const dueAt = new Date(now.getTime() + 3 * 86_400_000)
    const made = await create({ timing: { mode: 'due_date', dueAt, graceDays: 1 } })
    const before = made.options.find((one) => one.token === 'ETH')
    await world.wait(3_600)
    await world.reconcile()
    await renewDueQuotes(ctx, { until: new Date(ctx.clock.now().getTime() + 60_000) })
    const renewed = (await read(made.invoice.id)).options.find((one) => one.token === 'ETH')
    expect(renewed?.quoteExpiresAt.getTime()).toBeGreaterThan(before?.quoteExpiresAt.getTime() ?? 0)
    // Within the grace after the due date.
    await world.wait(3 * 86_400)
    await world.pay(addressOf(made, 'USDC'), '49.99')
    await world.mine(2)
    await world.reconcile()
    expect((await read(made.invoice.id)).status).toBe('confirmed')
  })

  it('voided while its payment is being found, it takes what was sent before (D10)', async () => {
    const made = await create()
    await world.pay(addressOf(made, 'USDC'), '49.99')
    await world.mine(2)
    const paused = pausedAt(ctx, 'after', 'scan')
    const run = reconcileAll(paused.ctx, { budgetMs: 60_000 })
    await paused.reached
    const voided = await voidCheckoutInvoice(ctx, actor, made.invoice.id)
    expect(voided.status).toBe('voided')
    paused.resume()
    await run
    expect((await read(made.invoice.id)).status).toBe('confirmed')
    await expect(voidCheckoutInvoice(ctx, actor, made.invoice.id)).rejects.toMatchObject({
      code: 'INVOICE_NOT_CANCELLABLE',
    })
  })
})

describe('platform fees that no chain splits off', () => {
  it('block new live invoices of every document beyond the operator’s limit, until they are paid', async () => {
    const network = ctx.networks.get('local')
    if (!network) throw new Error('no local chain')
    // Nothing of what went through a forwarder is owed.
    expect(await unpaidFees(ctx, actor.merchantId)).toEqual({ amountMinor: 0n, since: null })
    const wallet = testWallet(31)
    await setXpubMethods(
      ctx,
      { merchantId: actor.merchantId, mode: 'live', network, tokens: ['USDT'], key: wallet.key, from: null },
      OPERATOR,
    )
    const limited = { ...ctx, policy: { ...ctx.policy, unpaidFeesBlockFromMinor: 1_00n } }
    const { invoice, option } = await createInvoice(limited, actor, invoiceInput({ total: '150.00' }))
    expect(option.rail).toBe('xpub')
    await world.pay(option.address, '150')
    await world.mine(3)
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('paid')
    expect((await unpaidFees(ctx, actor.merchantId)).amountMinor).toBe(1_50n)

    const refused = {
      code: 'BILLING_PAST_DUE',
      message: 'Billing blocked invoice creation: Past-due billing invoice must be paid first.',
    }
    await expect(createCheckoutInvoice(limited, actor, checkoutInput())).rejects.toMatchObject(refused)
    await expect(createInvoice(limited, actor, invoiceInput())).rejects.toMatchObject(refused)
    const test = { ...actor, mode: 'test' as const }
    expect((await createCheckoutInvoice(limited, test, checkoutInput())).status).toBe('awaiting_payment')
    expect((await create()).status).toBe('awaiting_payment')

    const through = ctx.clock.now()
    expect(await recordFeesPaid(ctx, actor.merchantId, { through, note: 'wire' })).toBe(1_50n)
    expect(await unpaidFees(ctx, actor.merchantId)).toEqual({ amountMinor: 0n, since: through })
    expect((await createCheckoutInvoice(limited, actor, checkoutInput())).status).toBe('awaiting_payment')
    await expect(recordFeesPaid(ctx, actor.merchantId, { through, note: 'again' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
  })
})
