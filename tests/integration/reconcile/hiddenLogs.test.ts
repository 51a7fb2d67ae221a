import { describe, expect, it } from 'vitest'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { turnHostile } from '@/tests/support/hostileToken'
import { strangerSweep } from '@/tests/support/strangerSweep'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()

/** The services on a provider that has the blocks and leaves these logs out. */
function hiding(what: 'transfers' | 'sweeps') {
  const blind = withReader(world.ctx, (reader) => ({
    scan: async (...args) => ({ ...(await reader.scan(...args)), [what]: [] }),
  }))
  return () => reconcileAll(blind, { budgetMs: 20_000 })
}

const corrected = (events: readonly { type: string }[]) =>
  events.filter((event) => event.type === 'payment.corrected')

describe('a transfer whose log stays hidden', () => {
  it('is credited by its balance after some patience, and gets its transaction when the log shows (S4)', async () => {
    const reconcileBlind = hiding('transfers')
    const { invoice, option } = await world.invoice()
    await world.reconcile()
    const txHash = await world.pay(option.address, '16.49')
    const raw = await world.anvil.request({
      method: 'eth_getRawTransactionByHash' as never,
      params: [txHash] as never,
    })
    await reconcileBlind()
    expect((await world.read(invoice.id)).payments).toEqual([])
    world.setClock(new Date(world.ctx.clock.now().getTime() + 11 * 60_000))
    await reconcileBlind()
    const [byBalance] = (await world.read(invoice.id)).payments
    expect(byBalance).toMatchObject({ txHash: null, amount: 16_490_000n })

    await world.anvil.request({ method: 'anvil_reorg' as never, params: [1, [[raw, 0]]] as never })
    await world.mine(3)
    await world.reconcile()
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.payments).toMatchObject([{ id: byBalance?.id, txHash, amount: 16_490_000n }])
    expect(detail.invoice.status).toBe('paid')
  })
})

describe('a sweep whose log stays hidden', () => {
  it('takes no credit away, and is booked once it shows (S4)', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    await world.reconcile()
    await strangerSweep(world, [option.address])
    await world.mine(2)
    const reconcileBlind = hiding('sweeps')
    await reconcileBlind()
    await reconcileBlind()
    const hidden = await world.read(invoice.id)
    expect(hidden.payments).toMatchObject([{ amount: 16_490_000n, status: 'confirmed' }])
    expect(hidden.settlement).toMatchObject({ settlement: { gross: 16_490_000n }, payout: null })
    await world.reconcile()
    const shown = await world.read(invoice.id)
    expect(shown.settlement?.payout).toMatchObject({ net: 16_325_100n, fee: 164_900n })
    expect(corrected(shown.events)).toEqual([])
  })
})

describe('a token that takes a fee on transfer', () => {
  it('is credited by what arrived, even if a stranger swept it before anyone looked (S4, F2)', async () => {
    const token = await turnHostile(world, LOCAL_USDC)
    await token.set('TakesFeeFromReceived')
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'USDC' })
    await world.pay(option.address, '16.49', 'USDC')
    await token.set('Honest')
    await strangerSweep(world, [option.address])
    await world.mine(3)
    await world.reconcile()
    await world.reconcile()
    await token.restore()
    const detail = await world.read(invoice.id)
    // 1 % of it stayed with the token, 1 % of the rest is the fee.
    expect(detail.payments).toMatchObject([{ amount: 16_325_100n }])
    expect(detail.settlement).toMatchObject({
      settlement: { gross: 16_325_100n },
      payout: { net: 16_161_849n, fee: 163_251n },
    })
    expect(corrected(detail.events)).toHaveLength(1)
  })

  it('is credited block by block, so that late money bears no fee of money in time (S4, S6)', async () => {
    const token = await turnHostile(world, LOCAL_USDC)
    await token.set('TakesFeeFromReceived')
    const { invoice, option } = await world.invoice({ cryptoCurrency: 'USDC' })
    await world.pay(option.address, '16.49', 'USDC')
    await world.wait(3_600)
    await world.pay(option.address, '16.49', 'USDC')
    await world.mine(3)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    await token.restore()
    expect(detail.payments).toMatchObject([{ amount: 16_325_100n }, { amount: 16_325_100n }])
    expect(detail.settlement).toMatchObject({ settlement: { gross: 16_325_100n } })
  })
})

describe('a sweep by a stranger', () => {
  it('before confirmation still settles, and fills the payout (S4, D6)', async () => {
    const { invoice, option } = await world.invoice({ confirmationsOverride: 6 })
    await world.pay(option.address, '16.49')
    await world.reconcile()
    await strangerSweep(world, [option.address])
    await world.reconcile()
    expect((await world.read(invoice.id)).invoice.status).toBe('confirming')
    await world.mine(6)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.settlement?.payout).toMatchObject({ net: 16_325_100n, fee: 164_900n })
  })
})
