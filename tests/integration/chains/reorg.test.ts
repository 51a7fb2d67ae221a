import { getAddress, parseGwei } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { afterAll, expect, test } from 'vitest'
import { createEvmReader } from '@/lib/chains/evm/reader'
import type { Watch } from '@/lib/chains/port'
import { startRpcProxy } from '@/tests/support/rpcProxy'
import { USDC, account, createStage, encodeLogs, stageNetwork, transferWords } from './stage'

const stage = await createStage()
const proxy = await startRpcProxy(stage.rpcUrl)
afterAll(() => proxy.stop())
const reader = createEvmReader(stageNetwork(), stage.rpcUrl)
const signal = new AbortController().signal
const alice = getAddress(account(400))
const watch: Watch = { recipients: new Set([alice]), tokens: [USDC], native: false }
const payer = mnemonicToAccount('test test test test test test test test test test test junk', {
  addressIndex: 3,
})

/** A signed transaction, so that it can be mined again as the same one. */
function signed(nonce: number) {
  return payer.signTransaction({
    chainId: 31_337,
    to: USDC,
    nonce,
    gas: 200_000n,
    maxFeePerGas: parseGwei('20'),
    maxPriorityFeePerGas: parseGwei('1'),
    data: encodeLogs([transferWords(account(401), 1n), transferWords(alice, 25n)]),
  })
}

test('a transaction mined again behind others keeps its position and gets another block', async () => {
  const from = await stage.head()
  const raw = await signed(0)
  const txHash = await stage.client.sendRawTransaction({ serializedTransaction: raw })
  await stage.mine(3)
  const [first] = (await reader.scan(from, from + 3, watch, signal)).transfers
  expect(first).toMatchObject({ txHash, position: 1, block: { number: from + 1 } })
  const logIndexBefore = (await stage.client.getTransactionReceipt({ hash: txHash })).logs[1]?.logIndex

  const other = {
    from: stage.account,
    to: USDC,
    data: encodeLogs([transferWords(account(402), 3n)]),
    gas: '0x30d40',
  }
  await stage.reorg(3, [
    [other, 1],
    [raw, 1],
  ])
  const [again, ...rest] = (await reader.scan(from, from + 3, watch, signal)).transfers
  const receipt = await stage.client.getTransactionReceipt({ hash: txHash })
  expect(receipt.logs[1]?.logIndex).not.toBe(logIndexBefore)
  expect(rest).toEqual([])
  expect(again).toMatchObject({ txHash, position: 1, amount: 25n, block: { number: from + 2 } })
  expect(again?.block.hash).toBe(receipt.blockHash)
  expect(await reader.receipt(txHash, signal)).toMatchObject({
    succeeded: true,
    block: again?.block,
    transfers: [{ position: 0 }, again],
  })
})

test('an undone transaction has no receipt and no transfer', async () => {
  const from = await stage.head()
  const txHash = await stage.client.sendRawTransaction({ serializedTransaction: await signed(1) })
  await stage.mine(2)
  expect((await reader.scan(from, from + 2, watch, signal)).transfers).toHaveLength(1)
  await stage.reorg(2, [])
  await stage.client.dropTransaction({ hash: txHash })
  expect((await reader.scan(from, from + 2, watch, signal)).transfers).toEqual([])
  expect(await reader.receipt(txHash, signal)).toBeNull()
})

test('headers link from the block after the cursor on, so that its caller can tell a reorganisation', async () => {
  const from = await stage.head()
  const before = await reader.block(from, signal)
  await stage.mine(6)
  const found = await reader.scan(from, from + 6, watch, signal)
  expect(found.blocks[0]?.parentHash).toBe(before?.hash)
  for (const [index, block] of found.blocks.slice(1).entries()) {
    expect(block.parentHash).toBe(found.blocks[index]?.hash)
  }
})

test.each([2, 3, 4, 5, 6, 8, 10])(
  'a chain reorganised before request %i is never read as a mixture',
  async (moment) => {
    const from = await stage.head()
    for (let block = 0; block < 10; block += 1) {
      await stage.send(USDC, [transferWords(alice, BigInt(block + 1))])
      await stage.mine(4)
    }
    const to = await stage.head()
    const before = await hashesOf(from + 1, to)
    proxy.reset()
    proxy.faults.meanwhile = async (request) => {
      if (request === moment) await stage.reorg(30, [])
    }
    const some = createEvmReader(stageNetwork({}, { maxRange: 32 }), proxy.url)
    const found = await some.scan(from, to, watch, signal).catch(nothingProven)
    const after = await hashesOf(from + 1, to)
    const seen = [...(found?.blocks ?? []), ...(found?.transfers.map((transfer) => transfer.block) ?? [])]
    const isOf = (hashes: ReadonlyMap<number, string>) =>
      seen.every((block) => hashes.get(block.number) === block.hash)
    expect(isOf(before) || isOf(after)).toBe(true)

    // Whoever rewinds to the last common block then has it all.
    const again = await reader.scan(from, to, watch, signal)
    expect(again.through.hash).toBe(after.get(to))
    expect(
      again.transfers.every((transfer) => after.get(transfer.block.number) === transfer.block.hash),
    ).toBe(true)
  },
)

function nothingProven(error: unknown): null {
  expect(error).toMatchObject({ code: 'lagging' })
  return null
}

async function hashesOf(first: number, last: number): Promise<Map<number, string>> {
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const blocks = await Promise.all(numbers.map((number) => reader.block(number, signal)))
  return new Map(blocks.flatMap((block) => (block === null ? [] : [[block.number, block.hash]])))
}
