import { getAddress } from 'viem'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createEvmReader } from '@/lib/chains/evm/reader'
import type { RpcFaults } from '@/tests/support/rpcFaults'
import { startRpcProxy } from '@/tests/support/rpcProxy'
import {
  ALCHEMY_FREE_WORDS,
  ALCHEMY_WORDS,
  GETH_WORDS,
  INFURA_WORDS,
  QUICKNODE_WORDS,
} from '@/tests/support/rpcWords'
import { USDC, USDT, account, createStage, stageNetwork, transferWords } from './stage'

const stage = await createStage()
const proxy = await startRpcProxy(stage.rpcUrl)
afterAll(() => proxy.stop())
beforeEach(() => proxy.reset())
const signal = new AbortController().signal

/** More recipients than any provider takes in one filter. */
const people = Array.from({ length: 2_500 }, (_, n) => getAddress(account(20_000 + n)))
const watch = { recipients: new Set(people), tokens: [USDC, USDT], native: false }

// 30 blocks with some 12,500 transfers of the tokens, of which 40 are to people who are watched.
const origin = await stage.head()
for (let block = 0; block < 25; block += 1) {
  const crowd = Array.from({ length: 500 }, (_, n) => transferWords(account(500_000 + block * 500 + n), 1n))
  await stage.send(USDC, crowd)
  await stage.mine()
}
const paid: string[] = []
for (let n = 0; n < 40; n += 1) {
  const person = people[(n * 997) % people.length] ?? ''
  await stage.send(n % 2 ? USDC : USDT, [transferWords(person, BigInt(n + 1))])
  paid.push(person)
  if (n % 8 === 7) await stage.mine()
}
await stage.mine(10)
const tip = await stage.head()

/** What providers really refuse, and in which words (S9). */
const providers: [string, Partial<RpcFaults>][] = [
  ['geth: 1,000 topics, 1,000 addresses', { words: GETH_WORDS, maxTopics: 1_000, maxAddresses: 1_000 }],
  ['an older geth, topics alone', { maxTopics: 1_000 }],
  ['a node with 20 of either', { words: GETH_WORDS, maxTopics: 20, maxAddresses: 20 }],
  ['one address at a time', { words: GETH_WORDS, maxAddresses: 1 }],
  ['Infura: 10,000 results', { words: INFURA_WORDS, maxResults: 10_000, maxTopics: 1_000 }],
  ['Alchemy: 10,000 results', { words: ALCHEMY_WORDS, maxResults: 10_000, maxTopics: 1_000 }],
  [
    "Alchemy's free plan: 10 blocks, by HTTP 400",
    { words: ALCHEMY_FREE_WORDS, maxRange: 10, maxTopics: 1_000 },
  ],
  ['QuickNode: a range, by HTTP 413', { words: QUICKNODE_WORDS, maxRange: 5, maxTopics: 1_000 }],
  ['QuickNode: its results', { words: QUICKNODE_WORDS, maxResults: 600, maxTopics: 1_000 }],
]

describe.each(providers)('%s', (_, faults) => {
  // A guess that is too high is learnt to be so; one that is right is kept to.
  test.each([5_000, 1_000])('every payment is read when %i topics are believed to go', async (maxTopics) => {
    Object.assign(proxy.faults, faults)
    const limits = { maxTopics, maxRange: 1_000, requestTimeoutMs: 30_000 }
    const reader = createEvmReader(stageNetwork({}, limits), proxy.url)
    const found = await reader.scan(origin, tip, watch, signal)
    expect(found.through.number).toBe(tip)
    expect(found.transfers.map((transfer) => transfer.to).toSorted()).toEqual(paid.toSorted())
    await reader.scan(origin, tip, watch, signal)
    const refusals = proxy.refusals()
    expect((await reader.scan(origin, tip, watch, signal)).transfers).toHaveLength(paid.length)
    // What was learnt is not asked for again and again.
    expect(proxy.refusals() - refusals).toBeLessThanOrEqual(3)
  })
})

test('a provider that cuts results short without a word is read when its limit is configured', async () => {
  Object.assign(proxy.faults, { maxResults: 300, cutsResults: true })
  const limits = { maxLogs: 300, maxRange: 1_000, requestTimeoutMs: 30_000 }
  const found = await createEvmReader(stageNetwork({}, limits), proxy.url).scan(origin, tip, watch, signal)
  expect(found.through.number).toBe(tip)
  expect(found.transfers).toHaveLength(paid.length)
})
