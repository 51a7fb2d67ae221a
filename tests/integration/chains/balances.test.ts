import { getAddress, parseEther } from 'viem'
import { afterAll, describe, expect, test } from 'vitest'
import { MULTICALL3 } from '@/lib/chains/evm/multicall'
import { createEvmReader } from '@/lib/chains/evm/reader'
import { startRpcProxy } from '@/tests/support/rpcProxy'
import { account, createStage, deployMulticall, stageNetwork } from './stage'

/** Answers every call with the number of the block it runs in, times the caller's first argument. */
const BLOCK_TIMES_ARGUMENT = '0x60043543025f5260205ff3'
/** Runs into an invalid instruction; answers with one byte; has no code. */
const BROKEN = '0xfe'
const SHORT = '0x60015ff3'

const TOKEN = getAddress(account(500))
const BROKEN_TOKEN = getAddress(account(501))
const SHORT_TOKEN = getAddress(account(502))
const NO_TOKEN = getAddress(account(503))

const stage = await createStage()
const proxy = await startRpcProxy(stage.rpcUrl)
afterAll(() => proxy.stop())
const reader = createEvmReader(stageNetwork(), proxy.url)
const signal = new AbortController().signal
const people = Array.from({ length: 7 }, (_, n) => getAddress(account(600 + n)))

await stage.client.setCode({ address: TOKEN, bytecode: BLOCK_TIMES_ARGUMENT })
await stage.client.setCode({ address: BROKEN_TOKEN, bytecode: BROKEN })
await stage.client.setCode({ address: SHORT_TOKEN, bytecode: SHORT })
const bare = await stage.head()
await stage.client.setBalance({ address: people[3] ?? TOKEN, value: parseEther('2') })
await stage.mine(5)

const expected = (at: number) =>
  people.map((person, index) => [BigInt(at) * BigInt(person), index === 3 ? parseEther('2') : 0n, 0n, 0n])

describe.each([
  ['without Multicall3', false],
  ['with Multicall3', true],
])('%s', (_, deployed) => {
  test('balances are of the block that was asked for', async () => {
    if (deployed) await deployMulticall(stage)
    await stage.mine(2)
    const head = await stage.head()
    const at = head - 1
    proxy.reset()
    expect(await reader.balances(people, [TOKEN, null, SHORT_TOKEN, NO_TOKEN], at, signal)).toEqual(
      expected(at),
    )
    expect(proxy.calls.get('eth_getBalance') ?? 0).toBe(deployed ? 0 : people.length)
    expect(proxy.calls.get('eth_call')).toBe(deployed ? 1 : 3 * people.length)
  })

  test('more than one call holds', async () => {
    const many = Array.from({ length: 620 }, (_, n) => getAddress(account(10_000 + n)))
    const at = await stage.head()
    const balances = await reader.balances(many, [TOKEN], at, signal)
    expect(balances).toEqual(many.map((person) => [BigInt(at) * BigInt(person)]))
  })

  test('a token that fails is no balance of zero', async () => {
    const head = await stage.head()
    await expect(reader.balances(people, [BROKEN_TOKEN], head, signal)).rejects.toMatchObject({
      name: 'ChainError',
    })
  })

  test('nothing asked is nothing answered', async () => {
    const head = await stage.head()
    expect(await reader.balances([], [null], head, signal)).toEqual([])
    expect(await reader.balances(people.slice(0, 1), [], head, signal)).toEqual([[]])
  })
})

test('a block before Multicall3 was there is read singly', async () => {
  expect(await stage.client.getCode({ address: MULTICALL3 })).toBeDefined()
  const at = bare + 3
  expect(await reader.balances(people.slice(3, 4), [null], at, signal)).toEqual([[parseEther('2')]])
})
