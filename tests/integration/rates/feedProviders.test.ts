import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { providerStates } from '@/db/queries/providers'
import { TestPriceFeed } from '@/contracts/artifacts/TestPriceFeed'
import { parseProviderSettings } from '@/lib/chains/providerSettings'
import { openNetworks } from '@/lib/chains/registry'
import { chainlink } from '@/lib/rates/sources/chainlink'
import { throughProviders } from '@/lib/services/rates/throughProviders'
import { accounts } from '@/scripts/local/accounts'
import { startRpcProxy, type RpcProxy } from '@/tests/support/rpcProxy'
import { startWorld } from '@/tests/support/world'

let first!: RpcProxy
let second!: RpcProxy
const world = await startWorld({
  rpcUrl: async (anvil) => {
    first = await startRpcProxy(anvil)
    return first.url
  },
  secondRpcUrl: async (anvil) => {
    second = await startRpcProxy(anvil)
    return second.url
  },
})
afterAll(() => Promise.all([first.stop(), second.stop()]))

const account = privateKeyToAccount(accounts.deployer.privateKey)
const { abi, bytecode } = TestPriceFeed
const deployed = await world.anvil.deployContract({
  account,
  chain: null,
  abi,
  bytecode,
  args: ['ETH / USD', 8],
})
await world.mine(1)
const { contractAddress } = await world.anvil.waitForTransactionReceipt({ hash: deployed })
const address = contractAddress ?? '0x'
const at = BigInt(Math.floor(world.ctx.clock.now().getTime() / 1000))
await world.anvil.writeContract({
  account,
  chain: null,
  address,
  abi,
  functionName: 'setRound',
  args: [7n, 2000_00000000n, at, at, 7n],
})
await world.mine(1)

const feed = { base: 'ETH', quote: 'USD' as const, address, heartbeat: 3_600, descriptions: ['ETH / USD'] }

/** A process of its own, with budgets of its operator's. */
function source(budgets: readonly string[] = ['', '']) {
  const settings = budgets.map(
    (text) => parseProviderSettings(text) ?? { budget: { perSecond: null, perDay: null }, limits: {} },
  )
  const rpcUrls = [first.url, second.url]
  const networks = openNetworks({ networks: [{ id: 'local', rpcUrls, settings }], localMode: 'live' })
  const ctx = { ...world.ctx, networks }
  const feeds = chainlink([{ id: 'local', chainId: 31_337, sequencer: null, feeds: [feed] }])
  return () => {
    const signal = AbortSignal.timeout(10_000)
    return feeds.read({ signal, now: () => ctx.clock.now(), onChain: throughProviders(ctx, signal) })
  }
}

const asked = ({ calls }: RpcProxy) => [...calls.values()].reduce((sum, count) => sum + count, 0)
const states = async () => {
  const rows = await providerStates(world.ctx.db, ['local'])
  const [one, two] = world.ctx.networks.providers('local')
  return [one, two].map((provider) => rows.find((row) => row.provider === provider?.id))
}

beforeEach(async () => {
  // Past every time for which a provider was put aside.
  await world.wait(600)
  await world.reconcile()
  first.reset()
  second.reset()
})

describe('a feed of prices is asked of a network’s providers as everything else is (D3, ADR 0029)', () => {
  it('of the first alone while it does well, and what it is asked is counted', async () => {
    const before = (await states())[0]?.calls ?? 0
    expect(await source()()).toMatchObject([{ base: 'ETH', value: 2_000n * 10n ** 18n }])
    expect(asked(second)).toBe(0)
    expect((await states())[0]?.calls).toBe(before + asked(first))
  })

  it.each([
    ['is away', { status: 503 }, 'unavailable'],
    ['refuses', { status: 429 }, 'rate_limited'],
    ['serves another chain', { chainId: 1 }, 'wrong_chain'],
  ])('of the second where the first %s, which is put aside for all', async (_, faults, error) => {
    Object.assign(first.faults, faults)
    const read = source()
    expect(await read()).toMatchObject([{ base: 'ETH' }])
    expect((await states())[0]).toMatchObject({ lastError: error, failures: 1 })
    first.reset()
    expect(await read()).toMatchObject([{ base: 'ETH' }])
    expect(asked(first)).toBe(0)
  })

  it('until a budget of the day is spent, and then of the next, whatever process asks', async () => {
    const spent = (await states())[0]?.calls ?? 0
    const budgets = [`${spent + 8}/day`, '100000/day']
    for (let process = 0; process < 5; process += 1) {
      expect(await source(budgets)()).toMatchObject([{ base: 'ETH' }])
    }
    expect(asked(first)).toBeGreaterThan(0)
    expect(asked(first)).toBeLessThanOrEqual(8)
    expect(asked(second)).toBeGreaterThan(0)
  })

  it('in vain where none can be asked, and the source says why', async () => {
    Object.assign(first.faults, { status: 503 })
    Object.assign(second.faults, { status: 429 })
    await expect(source()()).rejects.toMatchObject({ name: 'RateSourceError', code: 'rate_limited' })
  })
})
