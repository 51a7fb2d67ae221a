import { createWalletClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { deployFactory } from '@/scripts/contracts/deployment'
import { accounts } from '@/scripts/local/accounts'
import { testChain } from '@/tests/support/anvil'
import { expectSoundBooks } from '@/tests/support/books'
import type { RpcFaults } from '@/tests/support/rpcFaults'
import { startRpcProxy, type RpcProxy } from '@/tests/support/rpcProxy'
import { startWorld } from '@/tests/support/world'

let second!: RpcProxy
const world = await startWorld({
  secondRpcUrl: async (anvil) => {
    second = await startRpcProxy(anvil)
    return second.url
  },
})
afterAll(() => second.stop())
beforeEach(() => second.reset())

/** The policy's value and a cent less. */
const [AT_THE_VALUE, BELOW] = ['1000.00', '999.99']

async function paidInvoice(total: string, on = world) {
  const { invoice, option } = await on.invoice({ total })
  await on.pay(option.address, total)
  await on.mine(3)
  return invoice.id
}

describe('a second provider', () => {
  const disagreements: [string, Partial<RpcFaults>][] = [
    ['lags behind the payment', { lagBy: 20 }],
    ['answers 503', { status: 503 }],
    ['answers 429', { status: 429 }],
    ['answers with a page', { html: true }],
  ]
  it.each(disagreements)('%s: holds up the value, not what is below it (S5)', async (_, faults) => {
    const high = await paidInvoice(AT_THE_VALUE)
    const low = await paidInvoice(BELOW)
    Object.assign(second.faults, faults)
    const { networks } = await world.reconcile()
    expect(networks).toMatchObject([{ outcome: 'done', error: null }])
    expect((await world.read(high)).invoice.status).toBe('confirming')
    expect((await world.read(high)).settlement).toBeNull()
    expect((await world.read(low)).invoice.status).toBe('paid')

    second.reset()
    await world.reconcile()
    expect((await world.read(high)).invoice.status).toBe('paid')
    await expectSoundBooks(world)
  })

  it('hangs until the budget is over: what is below the value is confirmed all the same (S5)', async () => {
    const high = await paidInvoice(AT_THE_VALUE)
    const low = await paidInvoice(BELOW)
    second.faults.hang = true
    await world.reconcile(4_000)
    expect((await world.read(high)).invoice.status).toBe('confirming')
    expect((await world.read(low)).invoice.status).toBe('paid')
    second.reset()
    await world.reconcile()
    expect((await world.read(high)).invoice.status).toBe('paid')
  })

  it('agrees: confirmed at the value in the same run (S5)', async () => {
    const high = await paidInvoice(AT_THE_VALUE)
    await world.reconcile()
    expect((await world.read(high)).invoice.status).toBe('paid')
    expect(second.calls.get('eth_getTransactionReceipt')).toBe(1)
  })

  it('is not asked about what is below the value (S5)', async () => {
    const low = await paidInvoice(BELOW)
    await world.reconcile()
    expect((await world.read(low)).invoice.status).toBe('paid')
    expect(second.requests()).toBe(0)
  })
})

describe('a second provider of another chain', () => {
  it('never confirms the value; what is below it goes on (S5)', async () => {
    const other = await testChain()
    const account = privateKeyToAccount(accounts.deployer.privateKey)
    await deployFactory(createWalletClient({ account, transport: http(other.rpcUrl) }))
    const apart = await startWorld({ secondRpcUrl: () => Promise.resolve(other.rpcUrl) })
    const high = await paidInvoice(AT_THE_VALUE, apart)
    const low = await paidInvoice(BELOW, apart)
    await apart.reconcile()
    expect((await apart.read(high)).invoice.status).toBe('confirming')
    expect((await apart.read(low)).invoice.status).toBe('paid')
  })
})
