import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { networkState } from '@/db/queries/networks'
import { instanceHealth } from '@/lib/services/health'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { openNetworks } from '@/lib/chains/registry'
import { parseProviderSettings } from '@/lib/chains/providerSettings'
import { expectSoundBooks } from '@/tests/support/books'
import type { RpcFaults } from '@/tests/support/rpcFaults'
import { startRpcProxy, type RpcProxy } from '@/tests/support/rpcProxy'
import { startWorld } from '@/tests/support/world'

let first!: RpcProxy
let second!: RpcProxy
const world = await startWorld({
  rpcUrl: async (anvil) => {
    first = await startRpcProxy(anvil)
    return `${first.url}/v3/SECRETKEY`
  },
  secondRpcUrl: async (anvil) => {
    second = await startRpcProxy(anvil)
    return `${second.url}/v2/OTHERKEY`
  },
})
afterAll(() => Promise.all([first.stop(), second.stop()]))
beforeEach(async () => {
  first.reset()
  second.reset()
  // Past every time for which a provider was put aside.
  await world.wait(1_200)
  await world.reconcile()
  first.reset()
  second.reset()
})

async function health() {
  const { networks } = await instanceHealth(world.ctx)
  return networks.find((network) => network.id === 'local')
}

async function paidInvoice(total = '16.49') {
  const { invoice, option } = await world.invoice({ total })
  await world.pay(option.address, total)
  await world.mine(3)
  return invoice.id
}

const status = async (id: string) => (await world.read(id)).invoice.status

describe('a first provider in trouble: the second reads the network in the same run', () => {
  const troubles: [string, Partial<RpcFaults>, string][] = [
    ['429', { status: 429 }, 'rate_limited'],
    ['503', { status: 503 }, 'unavailable'],
    ['a page where JSON is due', { html: true }, 'bad_response'],
    ['half an answer', { truncate: true }, 'bad_response'],
    ['another chain (S10)', { chainId: 1 }, 'wrong_chain'],
  ]
  it.each(troubles)('%s', async (_, faults, reason) => {
    const id = await paidInvoice()
    Object.assign(first.faults, faults)
    const { networks } = await world.reconcile()
    expect(networks).toMatchObject([{ outcome: 'done', payments: 1, error: null }])
    expect(await status(id)).toBe('paid')
    expect((await networkState(world.ctx.db, 'local'))?.verified).toBe(true)
    expect((await health())?.providers).toMatchObject([
      { state: 'failing', error: reason },
      { state: 'ok', error: null },
    ])
    await expectSoundBooks(world)
  })

  it('in the middle of a run: what was read stands, and nothing is credited twice', async () => {
    for (let from = 2; from < 14; from += 1) {
      const id = await paidInvoice()
      first.reset()
      Object.assign(first.faults, { status: 429, strikes: (request: number) => request >= from })
      await world.wait(1_200)
      expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done' }])
      expect(await status(id)).toBe('paid')
      expect((await world.read(id)).payments).toHaveLength(1)
    }
    await expectSoundBooks(world)
  })

  it('a hang costs one run, and the next begins with the other', async () => {
    const id = await paidInvoice()
    first.faults.hang = true
    expect((await world.reconcile(3_000)).networks).toMatchObject([{ outcome: 'out_of_time' }])
    expect((await world.reconcile(3_000)).networks).toMatchObject([{ outcome: 'done', payments: 1 }])
    expect(await status(id)).toBe('paid')
    first.drop()
  })

  it('a node that stopped is found out by its old head', async () => {
    const id = await paidInvoice()
    await world.mine(60)
    first.faults.lagBy = 70
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done', payments: 1 }])
    expect(await status(id)).toBe('paid')
    expect((await health())?.providers[0]).toMatchObject({ state: 'failing', error: 'lagging' })
  })

  it('one without the factory that the other has is not read from (S10)', async () => {
    const id = await paidInvoice()
    first.faults.hideCode = true
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done' }])
    expect(await status(id)).toBe('paid')
    expect((await networkState(world.ctx.db, 'local'))?.verified).toBe(true)
  })
})

describe('who failed', () => {
  it('is put aside for a while, for longer each time, and then asked again', async () => {
    first.faults.status = 503
    await world.reconcile()
    first.reset()
    await world.reconcile()
    expect(first.requests()).toBe(0)
    first.faults.status = 503
    await world.wait(6)
    await world.reconcile()
    expect(first.requests()).toBe(1)
    await world.wait(6)
    await world.reconcile()
    expect(first.requests()).toBe(1)
    first.reset()
    await world.wait(10)
    await world.reconcile()
    expect(first.requests()).toBeGreaterThan(1)
    expect((await health())?.providers).toMatchObject([
      { state: 'ok', failingSince: null, retryAt: null },
      { state: 'ok' },
    ])
  })

  it('is asked all the same while nobody else is well', async () => {
    const id = await paidInvoice()
    first.faults.status = 503
    second.faults.status = 429
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'delayed', error: 'rate_limited' }])
    expect((await health())?.lastError).toBe('rate_limited')
    first.reset()
    expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done', payments: 1 }])
    expect(await status(id)).toBe('paid')
  })

  it('all of another chain: nothing is read, nothing quoted (S10)', async () => {
    const id = await paidInvoice()
    first.faults.chainId = 1
    second.faults.chainId = 5
    expect((await world.reconcile()).networks).toMatchObject([
      { outcome: 'delayed', error: 'wrong_chain', payments: 0 },
    ])
    await expect(world.invoice()).rejects.toMatchObject({ code: 'PAYMENT_METHOD_PAUSED' })
    first.reset()
    await world.reconcile()
    await world.invoice()
    expect(await status(id)).toBe('paid')
  })
})

describe('the second witness (S5)', () => {
  it('is the first provider where the second one reads the network', async () => {
    first.faults.chainId = 1
    await world.reconcile()
    first.reset()
    const id = await paidInvoice('1000.00')
    await world.reconcile()
    expect(await status(id)).toBe('paid')
    expect(first.calls.get('eth_getTransactionReceipt')).toBe(1)
    expect(first.calls.get('eth_getLogs')).toBeUndefined()
  })

  it('holds a large payment up while only one provider answers, whichever it is', async () => {
    first.faults.status = 503
    const [high, low] = [await paidInvoice('1000.00'), await paidInvoice('999.99')]
    await world.reconcile()
    expect([await status(high), await status(low)]).toEqual(['confirming', 'paid'])
    first.reset()
    await world.reconcile()
    expect(await status(high)).toBe('paid')
  })
})

describe('a budget of the day', () => {
  const networksWith = (limits: readonly string[]) =>
    openNetworks({
      networks: [
        {
          id: 'local',
          rpcUrls: [`${first.url}/budget`, `${second.url}/budget`],
          settings: limits.map((one) => parseProviderSettings(one)).filter((one) => one !== null),
        },
      ],
      localMode: 'live',
    })
  const runWith = (networks: ReturnType<typeof networksWith>) =>
    reconcileAll({ ...world.ctx, networks }, { budgetMs: 20_000 })

  it('that is spent: the next provider reads, whatever process asks; then the network waits with a reason', async () => {
    const limits = ['60/day', '200/day']
    const id = await paidInvoice()
    let runs = 0
    // Each run is another process: what was spent is in the database.
    let last = await runWith(networksWith(limits))
    while (last.networks[0]?.outcome === 'done' && runs < 200) {
      await world.mine(1)
      last = await runWith(networksWith(limits))
      runs += 1
    }
    expect(await status(id)).toBe('paid')
    expect(last.networks).toMatchObject([{ outcome: 'delayed', error: 'budget_spent' }])
    expect(first.calls.get('eth_chainId')).toBeGreaterThan(0)
    expect(second.calls.get('eth_chainId')).toBeGreaterThan(0)
    const spent = [...first.calls.values()].reduce((sum, calls) => sum + calls, 0)
    expect(spent).toBeLessThanOrEqual(60)

    const late = await paidInvoice()
    expect((await runWith(networksWith(limits))).networks).toMatchObject([{ error: 'budget_spent' }])
    const ctx = { ...world.ctx, networks: networksWith(limits) }
    expect((await instanceHealth(ctx)).networks[0]?.providers).toMatchObject([
      { callsPerDay: 60 },
      { callsPerDay: 200 },
    ])
    // The next day brings a new budget, and nothing was lost.
    await world.wait(24 * 60 * 60)
    expect((await runWith(networksWith(['5000/day', '5000/day']))).networks).toMatchObject([
      { outcome: 'done' },
    ])
    expect((await world.read(late)).payments).toHaveLength(1)
    await expectSoundBooks(world)
  })
})

it('health tells each provider by place and site, and nothing of its key', async () => {
  const told = JSON.stringify(await instanceHealth(world.ctx))
  expect(told).toContain('1: own node')
  expect(told).toContain('2: own node')
  expect(told).not.toMatch(/SECRETKEY|OTHERKEY|127\.0\.0\.1/)
})
