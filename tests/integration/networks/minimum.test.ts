import { createTestClient, http, publicActions, walletActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { beforeEach, describe, expect, it } from 'vitest'
import { networkState } from '@/db/queries/networks'
import { methodLine } from '@/lib/dashboard/methodLines'
import type { RootContext } from '@/lib/services/context'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { deployFactory } from '@/scripts/contracts/deployment'
import { accounts } from '@/scripts/local/accounts'
import { testChain } from '@/tests/support/anvil'
import { invoiceInput, startWorld } from '@/tests/support/world'

const base = await testChain({ chainId: 8453 })
const anvil = createTestClient({
  account: privateKeyToAccount(accounts.deployer.privateKey),
  mode: 'anvil',
  transport: http(base.rpcUrl),
})
  .extend(publicActions)
  .extend(walletActions)
await deployFactory(anvil)
const world = await startWorld({ otherNetworks: [{ id: 'base', rpcUrls: [base.rpcUrl] }] })
const { id: merchantId } = await registerMerchant(world.ctx, {
  businessName: 'Elsewhere',
  contactEmail: 'admin@elsewhere.example',
  planType: 'pro',
  feeBps: 100,
  owner: null,
})
const actor = { ...world.actor, merchantId }
for (const token of ['ETH', 'USDC']) {
  const treasury = accounts.treasury.address
  await addPaymentMethod(world.ctx, { merchantId, mode: 'live', network: 'base', token, treasury })
}

const GWEI = 1_000_000_000n
const pays = (total: string, cryptoCurrency: string, ctx: RootContext = world.ctx) =>
  createInvoice(ctx, actor, invoiceInput({ total, cryptoCurrency }))
const gasCosts = (gwei: bigint) =>
  world.ctx.db.execute(`update network_cursors set gas_price = ${gwei * GWEI} where network = 'base'`)
const withMinimum = (cents: bigint): RootContext => ({
  ...world.ctx,
  policy: { ...world.ctx.policy, networkMinimums: new Map([['base', cents]]) },
})

beforeEach(() => gasCosts(1n))

describe('the least that a network takes (L8)', () => {
  it('goes by the gas price that the reconciler noted, and asks no chain', async () => {
    await world.wait(120)
    await world.reconcile()
    const noted = await networkState(world.ctx.db, 'base')
    expect(noted?.gasPrice).toBeGreaterThan(0n)
    expect(noted?.gasPriceAt).not.toBeNull()

    // 95,000 units at 50 gwei are 0.00475 ETH, at 2,000 dollars 9.50; native coin takes less of them.
    await gasCosts(50n)
    await expect(pays('9.49', 'USDC')).rejects.toMatchObject({
      code: 'INVALID_AMOUNT',
      detail: { constraints: { min_amount: '9.50', currency: 'USD', network: 'base' } },
      message: expect.stringContaining('moving less costs more gas than it brings'),
    })
    await pays('9.50', 'USDC')
    await expect(pays('8.49', 'ETH')).rejects.toMatchObject({
      detail: { constraints: { min_amount: '8.50' } },
    })
    await pays('8.50', 'ETH')
  })

  it('moves slowly, so that what lasts for a minute stops no sale', async () => {
    await world.wait(120)
    await world.reconcile()
    const before = (await networkState(world.ctx.db, 'base'))?.gasPrice ?? 0n
    await gasCosts(1_000n)
    await world.wait(120)
    await world.reconcile()
    const after = (await networkState(world.ctx.db, 'base'))?.gasPrice ?? 0n
    expect(after).toBeGreaterThan(before)
    expect(after).toBeLessThan(1_000n * GWEI)
  })

  it("is the operator's where they say so, and nothing at 0", async () => {
    await gasCosts(5_000n)
    await expect(pays('19.99', 'USDC', withMinimum(20_00n))).rejects.toMatchObject({
      detail: { constraints: { min_amount: '20.00' } },
    })
    await pays('20.00', 'USDC', withMinimum(20_00n))
    await pays('1.00', 'USDC', withMinimum(0n))
  })

  it('is nothing where the gas price was never seen', async () => {
    await world.ctx.db.execute("update network_cursors set gas_price = null where network = 'base'")
    expect((await pays('1.00', 'USDC')).option.network).toBe('base')
  })

  it('is told to the merchant with its reason', async () => {
    await gasCosts(50n)
    const lines = (await listPaymentMethods(world.ctx, actor)).map(methodLine)
    const told = (token: string) =>
      lines.find((line) => line.token === token && line.network === 'Base')?.minimum
    expect(told('USDC')).toBe('From 9.50 USD: moving less costs more gas than it brings')
    expect(told('ETH')).toBe('From 8.50 USD: moving less costs more gas than it brings')
    const configured = (await listPaymentMethods(withMinimum(5_00n), actor)).map(methodLine)
    expect(configured.find((line) => line.network === 'Base')?.minimum).toBe(
      'From 5.00 USD: set by the operator',
    )
    expect(lines.filter((line) => line.network === 'Sandbox').map((line) => line.minimum)).not.toContain(
      expect.anything(),
    )
  })
})
