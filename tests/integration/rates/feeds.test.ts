import { createTestClient, http, publicActions, walletActions, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { TestPriceFeed } from '@/contracts/artifacts/TestPriceFeed'
import { connect } from '@/lib/chains/evm/rpc'
import { COMMON_LIMITS } from '@/lib/chains/networks/parts'
import { FEEDS, type Feed } from '@/lib/rates/feeds'
import { chainlink, type FeedNetwork } from '@/lib/rates/sources/chainlink'
import { accounts } from '@/scripts/local/accounts'
import { testChain } from '@/tests/support/anvil'

const NOW = new Date('2026-01-15T13:00:00Z')
const SECONDS = BigInt(NOW.getTime() / 1000)
const HOUR = 3_600

const chain = await testChain()
const client = createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl), pollingInterval: 20 })
  .extend(publicActions)
  .extend(walletActions)
const account = privateKeyToAccount(accounts.deployer.privateKey)

type Round = {
  roundId?: bigint
  answer?: bigint
  startedAt?: bigint
  updatedAt?: bigint
  answeredInRound?: bigint
}

async function deploy(description: string, decimals: number): Promise<Hex> {
  const hash = await client.deployContract({
    account,
    chain: null,
    abi: TestPriceFeed.abi,
    bytecode: TestPriceFeed.bytecode,
    args: [description, decimals],
  })
  const { contractAddress } = await client.waitForTransactionReceipt({ hash })
  return contractAddress ?? '0x'
}

async function setRound(address: Hex, round: Round = {}): Promise<void> {
  const roundId = round.roundId ?? 7n
  const hash = await client.writeContract({
    account,
    chain: null,
    address,
    abi: TestPriceFeed.abi,
    functionName: 'setRound',
    args: [
      roundId,
      round.answer ?? 2000_00000000n,
      round.startedAt ?? SECONDS - 60n,
      round.updatedAt ?? SECONDS - 60n,
      round.answeredInRound ?? roundId,
    ],
  })
  await client.waitForTransactionReceipt({ hash })
}

let ether: Hex
let dollar: Hex
let sequencer: Hex
beforeAll(async () => {
  ether = await deploy('ETH / USD', 8)
  dollar = await deploy('USDC / USD', 18)
  sequencer = await deploy('L2 Sequencer Uptime Status Feed', 0)
})
beforeEach(async () => {
  await setRound(ether)
  await setRound(dollar, { answer: 999_900000000000000n })
  await setRound(sequencer, { answer: 0n, startedAt: SECONDS - 86_400n })
})

const feed = (base: string, address: Hex, heartbeat = HOUR): Feed => ({
  base,
  quote: 'USD',
  address,
  heartbeat,
  descriptions: [`${base} / USD`],
})
/** By its id each network is asked at an RPC URL of its own. */
const AWAY = 'http://127.0.0.1:9'
const network = (set: Partial<FeedNetwork> = {}): FeedNetwork => ({
  id: chain.rpcUrl,
  chainId: 31_337,
  sequencer: null,
  feeds: [feed('ETH', ether), feed('USDC', dollar, 24 * HOUR)],
  ...set,
})
const read = (...networks: FeedNetwork[]) =>
  chainlink(networks).read({
    signal: AbortSignal.timeout(10_000),
    now: () => NOW,
    onChain: (id, work) => work(connect(id, COMMON_LIMITS)),
  })

describe('feeds on chain (D3)', () => {
  it('tell the answer at its places, when it was updated, and for how long it is good', async () => {
    expect(await read(network())).toEqual([
      {
        base: 'ETH',
        quote: 'USD',
        value: 2000n * 10n ** 18n,
        at: new Date(NOW.getTime() - 60_000),
        goodForMs: (HOUR + 600) * 1000,
      },
      {
        base: 'USDC',
        quote: 'USD',
        value: 999_900000000000000n,
        at: new Date(NOW.getTime() - 60_000),
        goodForMs: (24 * HOUR + 600) * 1000,
      },
    ])
  })

  test.each<[string, Round]>([
    ['an answer of nothing', { answer: 0n }],
    ['an answer below nothing', { answer: -1n }],
    ['a round that an earlier one answered', { roundId: 8n, answeredInRound: 7n }],
    ['a round that was never updated', { updatedAt: 0n }],
    ['a round from the future', { updatedAt: SECONDS + 61n }],
    ['no round', { roundId: 0n }],
  ])('%s is no price', async (_, round) => {
    await setRound(ether, round)
    expect((await read(network())).map(({ base }) => base)).toEqual(['USDC'])
  })

  it('is not believed when it calls itself something else, or is not there', async () => {
    const swapped = network({ feeds: [feed('ETH', dollar), feed('USDC', dollar)] })
    expect((await read(swapped)).map(({ base }) => base)).toEqual(['USDC'])
    const nowhere = network({ feeds: [feed('ETH', '0x00000000000000000000000000000000000000aa')] })
    await expect(read(nowhere)).rejects.toMatchObject({ code: 'bad_response' })
  })

  it('is not read from another chain', async () => {
    await expect(read(network({ chainId: 8_453 }))).rejects.toMatchObject({ code: 'bad_response' })
  })

  test.each<[string, Round]>([
    ['down', { answer: 1n, startedAt: SECONDS - 86_400n }],
    ['back for less than an hour', { answer: 0n, startedAt: SECONDS - 3_599n }],
    ['never started', { answer: 0n, startedAt: 0n }],
  ])('says nothing on a rollup whose sequencer is %s', async (_, round) => {
    await setRound(sequencer, round)
    await expect(read(network({ sequencer }))).rejects.toMatchObject({ code: 'unavailable' })
    await setRound(sequencer, { answer: 0n, startedAt: SECONDS - 3_600n })
    expect(await read(network({ sequencer }))).toHaveLength(2)
  })

  it('is one source however many networks show it: the newest round counts, and one that is away harms nothing', async () => {
    const other = await deploy('ETH / USD', 8)
    await setRound(other, { answer: 2010_00000000n, updatedAt: SECONDS - 30n })
    const prices = await read(network({ id: AWAY }), network({ feeds: [feed('ETH', other)] }), network())
    expect(prices.map(({ base, value }) => [base, value / 10n ** 18n])).toEqual([
      ['ETH', 2010n],
      ['USDC', 0n],
    ])
    await expect(read(network({ id: AWAY }))).rejects.toMatchObject({
      code: 'unavailable',
    })
  })
})

test('feeds are written down once each, on networks that there are', async () => {
  const { NETWORKS } = await import('@/lib/chains/networks')
  for (const [id, { chainId, feeds }] of Object.entries(FEEDS)) {
    expect(NETWORKS.find((one) => one.id === id)?.chainId).toBe(chainId)
    expect(new Set(feeds.map(({ base }) => base)).size).toBe(feeds.length)
    expect(new Set(feeds.map(({ address }) => address.toLowerCase())).size).toBe(feeds.length)
  }
})
