import { and, eq } from 'drizzle-orm'
import { formatEther } from 'viem'
import { beforeEach, describe, expect, it } from 'vitest'
import { paymentMethods } from '@/db/schema'
import { ChainError } from '@/lib/chains/errors'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import type { Hex } from '@/lib/chains/port'
import { needsAttention } from '@/lib/services/dashboard/needsAttention'
import { accounts } from '@/scripts/local/accounts'
import { turnHostile } from '@/tests/support/hostileToken'
import { payInternally } from '@/tests/support/internalTransfer'
import { sweeper } from '@/tests/support/sweeper'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const gas = sweeper(world)
type Symbol = 'USDT' | 'USDC'

async function paidInvoice(token: Symbol = 'USDT', total = '16.49') {
  const made = await world.invoice({ cryptoCurrency: token, total })
  await world.pay(made.option.address, total, token)
  await world.mine(3)
  await world.reconcile()
  return { id: made.invoice.id, address: made.option.address }
}

async function payout(id: string) {
  return (await world.read(id)).settlement?.payout ?? null
}

/** What a change of the treasury does to later invoices in one token. */
async function moveTreasury(token: Symbol, treasury: string): Promise<void> {
  const own = and(eq(paymentMethods.merchantId, world.merchant.id), eq(paymentMethods.token, token))
  await world.ctx.db.update(paymentMethods).set({ treasury }).where(own)
}

/** How many transactions the gas key sends during some work. */
async function sentDuring(work: () => Promise<unknown>): Promise<number> {
  const before = (await gas.sent()).length
  await work()
  return (await gas.sent()).length - before
}

beforeEach(() => void gas.errors.splice(0))

describe('terms (F1)', () => {
  it('two treasuries are two transactions, each to its own', async () => {
    const first = await paidInvoice('USDT')
    const second = await paidInvoice('USDC')
    await moveTreasury('USDC', accounts.deployer.address)
    const moved = await paidInvoice('USDC')
    expect(await sentDuring(() => gas.finish())).toBe(2)
    const [one, two] = [await payout(first.id), await payout(moved.id)]
    expect(one?.txHash).toBe((await payout(second.id))?.txHash)
    expect(two?.txHash).not.toBe(one?.txHash)
    expect(await world.balance(accounts.deployer.address, 'USDC')).toBe(16_325_100n)
  })

  it('a set of them that would revert holds up no other', async () => {
    await moveTreasury('USDC', accounts.deployer.address)
    const stuck = await paidInvoice('USDC')
    const other = await paidInvoice('USDT')
    const marked = accounts.deployer.address.slice(2).toLowerCase()
    const simulate: typeof gas.wallet.simulate = (to, data) =>
      data.includes(marked)
        ? Promise.reject(new ChainError('bad_response', 'execution reverted'))
        : gas.wallet.simulate(to, data)
    await gas.finish({ wallet: { simulate } })
    expect(await payout(stuck.id)).toBeNull()
    expect(await payout(other.id)).toMatchObject({ net: 16_325_100n })
    expect(gas.errors).toContain('a sweep would revert and is not sent')
    await gas.finish()
    expect(await payout(stuck.id)).toMatchObject({ net: 16_325_100n })
    await moveTreasury('USDC', accounts.treasury.address)
  })
})

describe('a token that blacklists the treasury (F2)', () => {
  it('holds up nothing else, not at its own address either, and is tried again after an hour', async () => {
    const token = await turnHostile(world, LOCAL_USDC)
    await token.set('Blacklists', accounts.treasury.address)
    const blocked = await paidInvoice('USDC')
    await world.pay(blocked.address, '1', 'USDT')
    const other = await paidInvoice('USDT')
    expect(await sentDuring(() => gas.finish())).toBe(1)
    expect(await payout(other.id)).toMatchObject({ net: 16_325_100n })
    expect(await world.balance(blocked.address, 'USDT')).toBe(0n)
    expect(await world.balance(blocked.address, 'USDC')).toBe(16_490_000n)
    expect(await payout(blocked.id)).toBeNull()

    await token.set('Honest')
    expect(await sentDuring(() => gas.finish())).toBe(0)
    await world.wait(3_700)
    expect(await sentDuring(() => gas.finish())).toBe(1)
    expect(await payout(blocked.id)).toMatchObject({ net: 16_325_100n })
    await token.restore()
  })

  it('rests without holding up what comes later to the same address in another token', async () => {
    const token = await turnHostile(world, LOCAL_USDC)
    await token.set('Blacklists', accounts.treasury.address)
    const blocked = await paidInvoice('USDC')
    await gas.finish()
    await world.pay(blocked.address, '5', 'USDT')
    await world.mine(3)
    await gas.finish()
    expect(await world.balance(blocked.address, 'USDT')).toBe(0n)
    await token.set('Honest')
    await world.wait(3_700)
    await gas.finish()
    await token.restore()
  })
})

describe('the dust threshold (F9)', () => {
  const policy = { sweepFromMinor: 100n }

  it('leaves a stablecoin deposit below it, and takes it once more has come', async () => {
    const { address } = await paidInvoice('USDT', '0.99')
    expect(await sentDuring(() => gas.finish({ policy }))).toBe(0)
    await world.pay(address, '0.01', 'USDT')
    await world.mine(3)
    expect(await sentDuring(() => gas.finish({ policy }))).toBe(1)
    expect(await world.balance(address)).toBe(0n)
  })

  it('leaves native coin that does not pay for its gas, so that nobody drains the key with dust', async () => {
    const { option } = await world.invoice()
    // Twice the gas of one address.
    const worth = 120_000n * (await gas.wallet.fees()).maxFeePerGas
    await world.pay(option.address, formatEther(worth / 4n), 'ETH')
    await world.mine(3)
    expect(await sentDuring(() => gas.finish({ policy }))).toBe(0)
    await payInternally(world, option.address, formatEther(worth * 2n))
    await world.mine(3)
    expect(await sentDuring(() => gas.finish({ policy }))).toBe(1)
    expect(await world.anvil.getBalance({ address: option.address as Hex })).toBe(0n)
  })
})

describe('a payment that is not yet confirmed', () => {
  it('holds off the sweep of its address for an hour at most: nobody locks money with dust (F9)', async () => {
    const { id, address } = await paidInvoice()
    await world.pay(address, '0.000001')
    expect(await sentDuring(() => gas.run())).toBe(0)
    await world.wait(3_700)
    await world.mine(3)
    await world.reconcile()
    await world.pay(address, '0.000001')
    expect(await sentDuring(() => gas.run())).toBe(1)
    await gas.finish()
    expect(await payout(id)).not.toBeNull()
  })
})

describe('the gas key (F9)', () => {
  it('low: swept all the same, with an alarm', async () => {
    const { id } = await paidInvoice()
    const { maxFeePerGas } = await gas.wallet.fees()
    await gas.finish({ wallet: { balance: () => Promise.resolve(maxFeePerGas * 1_000_000n) } })
    expect(gas.errors).toEqual(['the gas key is running low'])
    expect(await payout(id)).not.toBeNull()
  })

  it('empty: an alarm in each run, nothing recorded, expiry goes on; filled again: swept', async () => {
    const { id } = await paidInvoice()
    const expiring = await world.invoice({ expiresInSeconds: 600 })
    await world.wait(601)
    const balance = await gas.wallet.balance()
    await world.anvil.setBalance({ address: accounts.gas.address, value: 1n })
    expect(await sentDuring(() => gas.run())).toBe(0)
    expect(gas.errors).toEqual(['the gas key is running low'])
    const gasKeys = async (operator: boolean) =>
      (await needsAttention(world.ctx, { ...world.actor, operator })).gasKeys
    expect(await gasKeys(true)).toMatchObject([{ address: accounts.gas.address, balance: 1n }])
    expect(await gasKeys(false)).toEqual([])
    expect((await world.read(expiring.invoice.id)).invoice.status).toBe('expired')
    await world.anvil.setBalance({ address: accounts.gas.address, value: balance })
    await gas.finish()
    expect(await payout(id)).not.toBeNull()
    expect(await gasKeys(true)).toEqual([])
  })

  it('missing: nothing is sent, everything else goes on', async () => {
    const { id, address } = await paidInvoice()
    expect(await sentDuring(() => world.reconcile())).toBe(0)
    expect((await world.read(id)).settlement).toMatchObject({
      settlement: { status: 'completed' },
      payout: null,
    })
    expect(await world.balance(address)).toBe(16_490_000n)
    await gas.finish()
  })

  it('in trouble with its provider: invoices expire all the same (S6)', async () => {
    await paidInvoice()
    const { invoice } = await world.invoice({ expiresInSeconds: 600 })
    await world.wait(601)
    await gas.run({ wallet: { fees: () => Promise.reject(new ChainError('unavailable', 'no answer')) } })
    expect((await world.read(invoice.id)).invoice.status).toBe('expired')
    await gas.finish()
  })
})

describe('a sweep that a reorganisation undoes', () => {
  it('takes its payout back and is made again (S4, D6)', async () => {
    const { id, address } = await paidInvoice()
    await gas.run()
    await gas.run()
    expect(await payout(id)).not.toBeNull()
    await world.anvil.request({ method: 'anvil_reorg' as never, params: [1, []] as never })
    await world.reconcile()
    const undone = await world.read(id)
    expect(undone.settlement).toMatchObject({ settlement: { gross: 16_490_000n }, payout: null })
    expect(undone.invoice.status).toBe('paid')
    expect(await world.balance(address)).toBe(16_490_000n)
    await world.mine(1)
    await gas.finish()
    expect(await payout(id)).toMatchObject({ net: 16_325_100n, fee: 164_900n })
    expect(await world.balance(address)).toBe(0n)
  })
})
