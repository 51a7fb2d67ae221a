import { createTestClient, http, publicActions, walletActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { networkState } from '@/db/queries/networks'
import type { Hex } from '@/lib/chains/port'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { deployFactory } from '@/scripts/contracts/deployment'
import { accounts } from '@/scripts/local/accounts'
import { testChain } from '@/tests/support/anvil'
import { expectSoundBooks } from '@/tests/support/books'
import type { RpcFaults } from '@/tests/support/rpcFaults'
import { startRpcProxy, type RpcProxy } from '@/tests/support/rpcProxy'
import { seededRandom } from '@/tests/support/seededRandom'
import { invoiceInput, startWorld } from '@/tests/support/world'

const otherChain = await testChain({ chainId: 8453 })
const otherAnvil = createTestClient({
  account: privateKeyToAccount(accounts.deployer.privateKey),
  mode: 'anvil',
  transport: http(otherChain.rpcUrl),
})
  .extend(publicActions)
  .extend(walletActions)
await deployFactory(otherAnvil)
let proxy!: RpcProxy
const world = await startWorld({
  rpcUrl: async (anvil) => {
    proxy = await startRpcProxy(anvil)
    return proxy.url
  },
  otherNetworks: [{ id: 'base', rpcUrls: [otherChain.rpcUrl] }],
})
afterAll(() => proxy.stop())
beforeEach(() => proxy.reset())

/** Below it no hash is known. */
const firstRead = (await cursor()).number

async function cursor() {
  const state = await networkState(world.ctx.db, 'local')
  return { number: state?.blockNumber ?? -1, hash: state?.blockHash }
}

/** One run; the other network must have read on whatever the local one's provider did. */
async function run() {
  const before = (await networkState(world.ctx.db, 'base'))?.blockNumber ?? 0
  await otherAnvil.mine({ blocks: 1 })
  const { networks } = await world.reconcile()
  const [base, local] = [
    networks.find((n) => n.network === 'base'),
    networks.find((n) => n.network === 'local'),
  ]
  expect(base).toMatchObject({ outcome: 'done', to: before + 1 })
  return local
}

/** The cursor's block is on the chain, and not above its head. */
async function expectProvenCursor(): Promise<void> {
  const { number, hash } = await cursor()
  expect((await world.anvil.getBlock({ blockNumber: BigInt(number) })).hash).toBe(hash)
}

async function expectPaidOnce(id: string): Promise<void> {
  await world.mine(3)
  expect(await run()).toMatchObject({ outcome: 'done' })
  const detail = await world.read(id)
  expect(detail.invoice.status).toBe('paid')
  expect(detail.payments).toHaveLength(1)
  expect(detail.events.map((event) => event.type)).not.toContain('payment.reverted')
  await expectProvenCursor()
  await expectSoundBooks(world)
}

describe('a provider in trouble delays its network, and no other', () => {
  const troubles: [string, Partial<RpcFaults>, string][] = [
    ['429', { status: 429 }, 'rate_limited'],
    ['503', { status: 503 }, 'unavailable'],
    ['half an answer', { truncate: true }, 'bad_response'],
    ['a page where JSON is due', { html: true }, 'bad_response'],
  ]
  it.each(troubles)('%s: nothing moves, then credited exactly once (S2)', async (_, faults, error) => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    const before = await cursor()
    Object.assign(proxy.faults, faults)
    expect(await run()).toMatchObject({ outcome: 'delayed', error, payments: 0 })
    expect(await cursor()).toEqual(before)
    expect((await world.read(invoice.id)).invoice.status).toBe('pending')
    proxy.reset()
    await expectPaidOnce(invoice.id)
  })

  it('a hang ends with the budget, then credited exactly once (S2)', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    const before = await cursor()
    proxy.faults.hang = true
    const started = performance.now()
    const { networks } = await world.reconcile(600)
    expect(networks[1]).toMatchObject({ network: 'local', outcome: 'out_of_time', payments: 0 })
    expect(performance.now() - started).toBeLessThan(
      world.ctx.networks.all()[1]?.provider.requestTimeoutMs ?? 0,
    )
    expect(await cursor()).toEqual(before)
    proxy.reset()
    await expectPaidOnce(invoice.id)
  })

  it('a hang of one network: a payment on another is found and confirmed meanwhile', async () => {
    const { id: merchantId } = await registerMerchant(world.ctx, {
      businessName: 'Elsewhere',
      contactEmail: 'admin@elsewhere.example',
      planType: 'pro',
      feeBps: 100,
      owner: null,
    })
    const treasury = accounts.treasury.address
    await addPaymentMethod(world.ctx, { merchantId, mode: 'live', network: 'base', token: 'ETH', treasury })
    const actor = { ...world.actor, merchantId }
    const { invoice, option } = await createInvoice(world.ctx, actor, invoiceInput({ cryptoCurrency: 'ETH' }))
    expect(option.network).toBe('base')
    const sent = { chain: null, to: option.address as Hex, value: option.quotedAmount }
    await otherAnvil.waitForTransactionReceipt({ hash: await otherAnvil.sendTransaction(sent) })
    await otherAnvil.mine({ blocks: option.requiredConfirmations })

    proxy.faults.hang = true
    const running = world.reconcile(50_000)
    const status = async () => (await getInvoice(world.ctx, actor, invoice.id)).invoice.status
    await expect.poll(status, { timeout: 9_000 }).toBe('paid')
    proxy.drop()
    expect((await running).networks).toMatchObject([{ outcome: 'done', payments: 1 }, { outcome: 'delayed' }])
  })

  it('from any request of a run on: no gap, credited exactly once (S2)', async () => {
    const { invoice, option } = await world.invoice()
    let failed = true
    for (let from = 1; failed; from += 1) {
      // Each payment is one more request once it can be confirmed: fewer of them than rounds, so that this ends.
      if (from % 3 === 1) await world.pay(option.address, '0.01')
      proxy.reset()
      Object.assign(proxy.faults, { status: 429, strikes: (request: number) => request >= from })
      failed = (await run())?.outcome !== 'done'
      await expectProvenCursor()
    }
    proxy.reset()
    await run()
    await expectSoundBooks(world)
    expect((await world.read(invoice.id)).payments.length).toBeGreaterThan(1)
  })
})

describe('a run that is cut off after it rewound past every hash it knew', () => {
  it('at one request or another: the next one reads on from there, no gap, credited exactly once (S2)', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await run()
    let cutOffAfterRewind = 0
    for (const from of [3, 4, 5, 6, 7]) {
      const { number } = await cursor()
      await world.ctx.db.execute(`delete from network_blocks where network = 'local' and number < ${number}`)
      await world.ctx.db.execute("update network_blocks set hash = '0xdead' where network = 'local'")
      proxy.reset()
      Object.assign(proxy.faults, { status: 429, strikes: (request: number) => request >= from })
      await run()
      if ((await cursor()).hash === null) cutOffAfterRewind += 1
      proxy.reset()
      expect(await run()).toMatchObject({ outcome: 'done' })
      await expectProvenCursor()
      expect((await world.read(invoice.id)).payments).toMatchObject([{ status: 'detected' }])
    }
    expect(cutOffAfterRewind).toBeGreaterThan(0)
    await expectSoundBooks(world)
  })
})

describe('a provider that lags', () => {
  it('behind the cursor: nothing is undone, the cursor stays, then credited exactly once (S2)', async () => {
    const seen = await world.invoice()
    await world.pay(seen.option.address, '16.49')
    await run()
    const before = await cursor()
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    const head = Number(await world.anvil.getBlockNumber())
    for (const lagBy of [1, 2, 5, head - firstRead + 1]) {
      proxy.faults.lagBy = lagBy
      await run()
      expect(await cursor()).toEqual(before)
      expect((await world.read(seen.invoice.id)).invoice.status).toBe('confirming')
      expect((await world.read(invoice.id)).invoice.status).toBe('pending')
    }
    proxy.reset()
    await expectPaidOnce(invoice.id)
    await expectPaidOnce(seen.invoice.id)
  })

  it('on some requests only, as behind a load balancer: never undone, credited exactly once (S2)', async () => {
    const { invoice, option } = await world.invoice()
    const random = seededRandom(20_261)
    for (let round = 0; round < 8; round += 1) {
      await world.pay(option.address, '0.01')
      await world.mine(round)
      Object.assign(proxy.faults, { lagBy: 1 + (round % 5), strikes: () => random() < 0.4 })
      await run()
      await expectProvenCursor()
    }
    proxy.reset()
    await run()
    const detail = await world.read(invoice.id)
    expect(detail.payments).toHaveLength(8)
    expect(detail.events.map((event) => event.type)).not.toContain('payment.reverted')
    await expectSoundBooks(world)
  })
})

describe('a provider with limits', () => {
  const limits: [string, Partial<RpcFaults>][] = [
    ['ranges cut short', { maxRange: 3 }],
    ['few results', { maxResults: 1 }],
    ['few topics (S9)', { maxTopics: 2 }],
    ['logs doubled and in reverse', { duplicateLogs: true, reverseLogs: true }],
  ]
  it.each(limits)('%s: every payment of a long range is credited exactly once', async (_, faults) => {
    const invoices = [await world.invoice(), await world.invoice(), await world.invoice()]
    for (const { option } of invoices) {
      await world.pay(option.address, '6.49')
      await world.mine(12)
      await world.pay(option.address, '10')
    }
    await world.mine(12)
    Object.assign(proxy.faults, faults)
    expect(await run()).toMatchObject({ outcome: 'done', payments: 6 })
    for (const { invoice } of invoices) {
      const detail = await world.read(invoice.id)
      expect(detail.invoice.status).toBe('paid')
      expect(detail.payments).toHaveLength(2)
    }
    await expectSoundBooks(world)
  })
})

describe('a provider that hides logs of blocks it has', () => {
  it('is found out by the balance, and the payment credited exactly once when it shows them (S4)', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    proxy.faults.hideLogs = true
    await run()
    await run()
    expect((await world.read(invoice.id)).payments).toEqual([])
    proxy.reset()
    await run()
    await expectPaidOnce(invoice.id)
  })
})
