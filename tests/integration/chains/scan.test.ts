import fc from 'fast-check'
import { getAddress, pad, parseEther, toHex, zeroAddress } from 'viem'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createEvmReader } from '@/lib/chains/evm/reader'
import { NATIVE_POSITION, type Hex, type Transfer, type Watch } from '@/lib/chains/port'
import { startRpcProxy } from '@/tests/support/rpcProxy'
import {
  FACTORY,
  LOOK_ALIKE,
  USDC,
  USDT,
  account,
  createStage,
  encodeLogs,
  stageNetwork,
  sweptWords,
  transferWords,
  type Words,
} from './stage'

const stage = await createStage()
const proxy = await startRpcProxy(stage.rpcUrl)
afterAll(() => proxy.stop())
beforeEach(() => proxy.reset())

const signal = new AbortController().signal
const PAYER = getAddress(account(1))

function watching(recipients: readonly string[], native = false): Watch {
  return { recipients: new Set(recipients), tokens: [USDC, USDT], native }
}

const facts = ({ token, to, amount, txHash, position }: Transfer) => ({ token, to, amount, txHash, position })

describe('what is found', () => {
  test('a transfer with its payer, amount, block and place in the receipt', async () => {
    const to = getAddress(account(100))
    const from = await stage.head()
    const txHash = await stage.send(USDC, [transferWords(account(101), 5n), transferWords(to, 16_490_000n)])
    await stage.mine()
    const found = await createEvmReader(stageNetwork(), stage.rpcUrl).scan(
      from,
      from + 1,
      watching([to]),
      signal,
    )

    const block = await stage.client.getBlock()
    expect(found.transfers).toEqual([
      {
        token: USDC,
        from: PAYER,
        to,
        amount: 16_490_000n,
        txHash,
        position: 1,
        block: {
          number: from + 1,
          hash: block.hash,
          parentHash: block.parentHash,
          time: new Date(Number(block.timestamp) * 1_000),
        },
      },
    ])
    expect(found.through).toEqual(found.transfers[0]?.block)
    expect(found.blocks).toEqual([found.through])
  })

  test('nothing of look-alikes, strangers, zero-value transfers or tokens of another shape', async () => {
    const to = account(110)
    const from = await stage.head()
    const [topic, sender, recipient] = transferWords(to, 1n)
    const nft: Words = [topic, sender, recipient, 0n, 7n, 0n]
    await stage.send(LOOK_ALIKE, [transferWords(to, 9n)])
    await stage.send(FACTORY, [transferWords(to, 9n)])
    await stage.send(USDC, [transferWords(to, 0n), transferWords(account(111), 9n), nft])
    await stage.mine(12)
    const reader = createEvmReader(stageNetwork(), stage.rpcUrl)
    const found = await reader.scan(from, from + 12, watching([getAddress(to)]), signal)
    expect(found.through.number).toBe(from + 12)
    expect(found.transfers).toEqual([])
  })

  test('amounts up to the largest there are', async () => {
    const to = getAddress(account(120))
    const from = await stage.head()
    const largest = 2n ** 256n - 1n
    await stage.send(USDT, [transferWords(to, largest)])
    await stage.mine()
    const found = await createEvmReader(stageNetwork(), stage.rpcUrl).scan(
      from,
      from + 1,
      watching([to]),
      signal,
    )
    expect(found.transfers.map((transfer) => transfer.amount)).toEqual([largest])
  })

  test('sweeps that the factory reports, whoever is watched', async () => {
    const from = await stage.head()
    const salt = pad(toHex(77), { size: 32 })
    const txHash = await stage.send(FACTORY, [
      sweptWords(salt, USDC, 99n, 1n),
      sweptWords(salt, zeroAddress, 5n, 0n),
    ])
    await stage.send(USDC, [sweptWords(salt, USDC, 1n, 1n)])
    await stage.mine(10)
    const found = await createEvmReader(stageNetwork(), stage.rpcUrl).scan(
      from,
      from + 10,
      watching([]),
      signal,
    )
    expect(found.sweeps).toMatchObject([
      { salt, token: USDC, net: 99n, fee: 1n, txHash, position: 0 },
      { salt, token: null, net: 5n, fee: 0n, txHash, position: 1 },
    ])
  })

  test('native coin of transactions that succeeded, deep and at the head', async () => {
    const to = getAddress(account(130))
    const from = await stage.head()
    const options = { account: stage.account, value: parseEther('0.5') }
    const first = await stage.client.sendTransaction({ ...options, to })
    // Reverts: the look-alike's code runs into an invalid instruction.
    await stage.client.setCode({ address: account(131), bytecode: '0xfe' })
    await stage.client.sendTransaction({ ...options, to: account(131), gas: 100_000n })
    await stage.mine(60)
    const last = await stage.client.sendTransaction({ ...options, to })
    await stage.client.sendTransaction({ ...options, to, value: 0n })
    await stage.mine()
    const watch = watching([to, getAddress(account(131))], true)
    const found = await createEvmReader(stageNetwork(), stage.rpcUrl).scan(from, from + 61, watch, signal)

    expect(found.transfers.map(facts)).toEqual(
      [first, last].map((txHash) => ({
        token: null,
        to,
        amount: parseEther('0.5'),
        txHash,
        position: NATIVE_POSITION,
      })),
    )
    expect(found.blocks).toHaveLength(61)
    const unwatched = await createEvmReader(stageNetwork(), stage.rpcUrl).scan(
      from,
      from + 61,
      watching([to]),
      signal,
    )
    expect(unwatched.transfers).toEqual([])
  })

  test('native coin by its logs on a chain that logs it', async () => {
    const emitter = '0xfffffffffffffffffffffffffffffffffffffffe'
    const code = await stage.client.getCode({ address: USDC })
    await stage.client.setCode({ address: emitter, bytecode: code ?? '0x' })
    const to = getAddress(account(140))
    const from = await stage.head()
    const txHash = await stage.send(emitter, [transferWords(to, 3n)])
    await stage.mine()
    const network = stageNetwork({ logsTransferTopicForNative: true })
    const found = await createEvmReader(network, stage.rpcUrl).scan(
      from,
      from + 1,
      watching([to], true),
      signal,
    )
    expect(found.transfers.map(facts)).toEqual([{ token: null, to, amount: 3n, txHash, position: 0 }])
  })

  test('native coin that its transaction carries and the chain logs is one transfer, whichever way it is found', async () => {
    const emitter = '0xfffffffffffffffffffffffffffffffffffffffe'
    const code = await stage.client.getCode({ address: USDC })
    await stage.client.setCode({ address: emitter, bytecode: code ?? '0x' })
    const to = getAddress(account(141))
    // Passes what it is called with on to the emitter, as the chain itself logs each transfer.
    const passOn = `0x36 5f 5f 37 5f 5f 36 5f 5f 73${emitter.slice(2)} 5a f1 00`.replaceAll(' ', '') as Hex
    await stage.client.setCode({ address: to, bytecode: passOn })
    const from = await stage.head()
    const { account: payer } = stage
    const txHash = await stage.client.sendTransaction({
      account: payer,
      to,
      value: 5n,
      gas: 200_000n,
      data: encodeLogs([transferWords(to, 5n, payer), transferWords(to, 5n, payer), transferWords(to, 2n)]),
    })
    await stage.mine()
    // By its block and its logs, or by its logs alone; and so says its receipt.
    const once = [5n, 5n, 2n].map((amount, position) => ({ token: null, to, amount, txHash, position }))
    for (const changes of [{}, { logsTransferTopicForNative: true }]) {
      const reader = createEvmReader(stageNetwork(changes), stage.rpcUrl)
      const found = await reader.scan(from, from + 1, watching([to], true), signal)
      expect(found.transfers.map(facts)).toEqual(once)
      expect((await reader.receipt(txHash, signal))?.transfers.map(facts)).toEqual(once)
    }
  })
})

describe('the two modes', () => {
  test('find the same among random transfers', async () => {
    const from = await stage.head()
    const people = Array.from({ length: 12 }, (_, n) => account(200 + n))
    const transfer = fc.record({
      to: fc.nat(11),
      token: fc.constantFrom(USDC, USDT, LOOK_ALIKE),
      amount: fc.nat(3),
    })
    const blocks = fc.sample(fc.array(transfer, { maxLength: 8 }), { numRuns: 25, seed: 4 })
    for (const block of blocks) {
      for (const { token, to, amount } of block) {
        await stage.send(token, [transferWords(people[to] ?? account(200), BigInt(amount))])
      }
      await stage.mine()
    }
    const head = await stage.head()
    // One topic a query makes reading by recipient dear; a thousand make it the cheaper.
    const byToken = createEvmReader(stageNetwork({}, { maxTopics: 1 }), stage.rpcUrl)
    const byRecipient = createEvmReader(stageNetwork(), stage.rpcUrl)
    const expected = blocks.flatMap((block) =>
      block.filter(({ token, amount }) => token !== LOOK_ALIKE && amount > 0),
    )

    await fc.assert(
      fc.asyncProperty(fc.subarray(people), fc.nat(20), async (some, skipped) => {
        const watch = watching(some.map((person) => getAddress(person)))
        const [one, other] = await Promise.all([
          byToken.scan(from + skipped, head, watch, signal),
          byRecipient.scan(from + skipped, head, watch, signal),
        ])
        expect(one.transfers).toEqual(other.transfers)
        expect(one.through).toEqual(other.through)
      }),
      { numRuns: 20 },
    )
    const everyone = await byToken.scan(
      from,
      head,
      watching(people.map((person) => getAddress(person))),
      signal,
    )
    expect(everyone.transfers.map(({ token, to, amount }) => ({ token, to, amount }))).toEqual(
      expected.map(({ token, to, amount }) => ({
        token,
        to: getAddress(people[to] ?? account(200)),
        amount: BigInt(amount),
      })),
    )
  })

  test('2,500 recipients are asked for a thousand at a time', async () => {
    const people = Array.from({ length: 2_500 }, (_, n) => account(1_000 + n))
    const from = await stage.head()
    for (const person of [people[0], people[999], people[1_000], people[2_499]]) {
      await stage.send(USDC, [transferWords(person ?? account(0), 8n)])
    }
    // So many logs of the token that reading by recipient is the cheaper.
    const crowd = Array.from({ length: 1_000 }, (_, n) => transferWords(account(90_000 + n), 1n))
    await stage.send(USDC, crowd)
    await stage.send(USDC, crowd)
    await stage.mine(40)
    proxy.faults.maxTopics = 1_000
    proxy.faults.maxResults = 500
    const reader = createEvmReader(stageNetwork(), proxy.url)
    const found = await reader.scan(
      from,
      from + 40,
      watching(people.map((person) => getAddress(person))),
      signal,
    )
    expect(found.through.number).toBe(from + 40)
    expect(found.transfers.map((transfer) => transfer.to)).toEqual(
      [0, 999, 1_000, 2_499].map((n) => getAddress(people[n] ?? account(0))),
    )
  })

  test('a provider that takes fewer topics than it is said to is asked for fewer', async () => {
    const people = Array.from({ length: 90 }, (_, n) => getAddress(account(5_000 + n)))
    const from = await stage.head()
    await stage.send(USDC, [transferWords(people[89] ?? '', 8n)])
    await stage.mine(12)
    proxy.faults.maxTopics = 20
    const found = await createEvmReader(stageNetwork(), proxy.url).scan(
      from,
      from + 12,
      watching(people),
      signal,
    )
    expect(found.transfers.map((transfer) => transfer.to)).toEqual([people[89]])
  })
})
