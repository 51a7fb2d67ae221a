import { afterAll, describe, expect, it } from 'vitest'
import { hubWatches } from '@/db/schema'
import { ChainError } from '@/lib/chains/errors'
import type { ChainReader } from '@/lib/chains/port'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { withReader } from '@/tests/support/changedReader'
import { hubCustomer, hubTermsIn } from '@/tests/support/hub'
import { startRpcProxy, type RpcProxy } from '@/tests/support/rpcProxy'
import { startWorld } from '@/tests/support/world'

let second!: RpcProxy
const world = await startWorld({
  hub: true,
  secondRpcUrl: async (anvil) => {
    second = await startRpcProxy(anvil)
    return second.url
  },
})
afterAll(() => second.stop())
const customer = hubCustomer(world)
const watched = async () => (await world.ctx.db.select().from(hubWatches)).length

/** The provider has the blocks and leaves the hub's events out. */
const blind = (reader: ChainReader): Partial<ChainReader> => ({
  scan: async (...args) => ({ ...(await reader.scan(...args)), accepted: [] }),
})
const reconcileWith = (change: (reader: ChainReader) => Partial<ChainReader>) =>
  reconcileAll(withReader(world.ctx, change), { budgetMs: 20_000 })

describe('a payment through the hub whose event stays hidden (S4, F5)', () => {
  it('is found at another provider, because the hub says that its terms were paid', async () => {
    const made = await world.invoice({ offer: 'all' })
    await world.reconcile()
    const txHash = await customer.pay(hubTermsIn(made, 'USDC'))
    await world.mine(3)
    await reconcileWith(blind)
    const { invoice, payments } = await world.read(made.invoice.id)
    expect(payments).toMatchObject([{ txHash, amount: 16_490_000n, status: 'confirmed' }])
    expect(invoice.status).toBe('paid')
    await reconcileWith(blind)
    expect((await world.read(made.invoice.id)).payments).toHaveLength(1)
  })

  it('is looked for until somebody shows it, whatever its deadline', async () => {
    const made = await world.invoice({ offer: 'all' })
    const txHash = await customer.pay(hubTermsIn(made, 'USDC'))
    const everyone = withReader(world.ctx, blind)
    const [first] = everyone.networks.providers('local')
    const alone = {
      ...everyone,
      networks: { ...everyone.networks, providers: () => [first] as const },
    }
    await world.wait(3 * 3_600)
    await reconcileAll(alone, { budgetMs: 20_000 })
    await world.wait(60)
    await reconcileAll(alone, { budgetMs: 20_000 })
    expect((await world.read(made.invoice.id)).payments).toEqual([])
    await world.reconcile()
    const { invoice, payments } = await world.read(made.invoice.id)
    expect(payments).toMatchObject([{ txHash, status: 'confirmed' }])
    // Its block is in time, whoever hid it (S6).
    expect(invoice.status).toBe('paid')
  })

  it('is asked for no more once it is paid for good, or can be paid no more', async () => {
    const [paid, left] = [await world.invoice({ offer: 'all' }), await world.invoice({ offer: 'all' })]
    await customer.pay(hubTermsIn(paid, 'ETH'))
    await world.mine(3)
    await world.reconcile()
    await world.reconcile()
    const terms = [...paid.options, ...left.options].flatMap((option) => option.terms ?? [])
    expect(terms.length).toBeGreaterThan(2)
    await world.wait(3 * 3_600)
    await world.reconcile()
    await world.reconcile()
    expect(await watched()).toBe(0)
    expect((await world.read(left.invoice.id)).invoice.status).toBe('expired')
  })

  it('is not believed of terms that nobody shows the payment of, and keeps no invoice open', async () => {
    const made = await world.invoice({ offer: 'all' })
    const lying = (reader: ChainReader) => ({
      ...blind(reader),
      hubPaid: (terms: readonly unknown[]) => Promise.resolve(terms.map(() => true)),
    })
    await world.wait(3 * 3_600)
    await reconcileWith(lying)
    const { invoice, payments } = await world.read(made.invoice.id)
    expect(payments).toEqual([])
    expect(invoice.status).toBe('expired')
  })

  it('keeps nobody else waiting, whatever the provider says of terms or of the hub (S5)', async () => {
    const made = await world.invoice({ offer: 'all' })
    const lying = (reader: ChainReader) => ({
      ...blind(reader),
      hubPaid: (terms: readonly unknown[]) => Promise.resolve(terms.map(() => true)),
    })
    await reconcileWith(lying)
    const rows = await world.ctx.db.select().from(hubWatches)
    expect(rows.length).toBeGreaterThan(0)
    // They had their turn, and what was not found stays to be looked for where it may be.
    expect(rows.every(({ witnessedAt }) => witnessedAt !== null)).toBe(true)

    const paid = await world.invoice()
    await world.pay(paid.option.address, '16.49')
    await world.mine(3)
    const silent = () => ({
      hubPaid: () => Promise.reject(new ChainError('bad_response', 'the hub does not answer')),
    })
    const { networks } = await reconcileWith(silent)
    expect(networks).toMatchObject([{ outcome: 'done', error: null }])
    expect((await world.read(paid.invoice.id)).invoice.status).toBe('paid')
    expect((await world.read(made.invoice.id)).payments).toEqual([])
  })
})
