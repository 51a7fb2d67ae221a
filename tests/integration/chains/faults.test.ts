import fc from 'fast-check'
import { getAddress } from 'viem'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createEvmReader } from '@/lib/chains/evm/reader'
import type { ChainErrorCode } from '@/lib/chains/errors'
import type { Network } from '@/lib/chains/registry'
import type { Watch } from '@/lib/chains/port'
import type { RpcFaults } from '@/tests/support/rpcFaults'
import { startRpcProxy } from '@/tests/support/rpcProxy'
import { USDC, USDT, account, createStage, stageNetwork, transferWords } from './stage'

const stage = await createStage()
const proxy = await startRpcProxy(stage.rpcUrl)
afterAll(() => proxy.stop())
beforeEach(() => proxy.reset())

const signal = new AbortController().signal
const alice = getAddress(account(300))
const watch: Watch = { recipients: new Set([alice]), tokens: [USDC, USDT], native: false }

// A chain of 400 blocks in which every tenth pays alice.
const origin = await stage.head()
for (let block = 10; block <= 400; block += 10) {
  await stage.mine(9)
  await stage.send(USDC, [transferWords(alice, BigInt(block))])
  await stage.mine()
}
const tip = await stage.head()
const amountsUpTo = (block: number) =>
  Array.from({ length: 40 }, (_, n) => (n + 1) * 10).filter((amount) => origin + amount <= block)

function readerWith(faults: Partial<RpcFaults>, provider: Partial<Network['provider']> = {}) {
  Object.assign(proxy.faults, faults)
  return createEvmReader(
    stageNetwork({}, { maxRange: 200, requestTimeoutMs: 20_000, ...provider }),
    proxy.url,
  )
}

async function scanAll(reader: ReturnType<typeof createEvmReader>) {
  const found = await reader.scan(origin, tip, watch, signal)
  return {
    through: found.through.number,
    amounts: found.transfers.map((transfer) => Number(transfer.amount)),
  }
}

/** Nothing proven this time, by a node that is behind; anything else is a failure. */
function lagging(error: unknown): null {
  expect(error).toMatchObject({ code: 'lagging' })
  return null
}

const everything = { through: tip, amounts: amountsUpTo(tip) }

describe('a provider that answers with an error', () => {
  test.each<[string, Partial<RpcFaults>, ChainErrorCode]>([
    ['429', { status: 429 }, 'rate_limited'],
    ['503', { status: 503 }, 'unavailable'],
    ['half an answer', { truncate: true }, 'bad_response'],
    ['a page', { html: true }, 'bad_response'],
  ])('%s is told by its code, and the next scan has all', async (_, faults, code) => {
    const reader = readerWith(faults)
    await expect(reader.scan(origin, tip, watch, signal)).rejects.toMatchObject({ name: 'ChainError', code })
    await expect(reader.head(signal)).rejects.toMatchObject({ code })
    proxy.reset()
    expect(await scanAll(reader)).toEqual(everything)
  })

  test('one that is not there at all is unavailable, and its URL is not told', async () => {
    const gone = await startRpcProxy(stage.rpcUrl)
    await gone.stop()
    const failure = await createEvmReader(stageNetwork(), gone.url)
      .head(signal)
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'unavailable' })
    expect(String(failure)).not.toContain(gone.url)
  })

  test('one that fails in the middle keeps what was proven before', async () => {
    const found = await scanAll(readerWith({ status: 429, strikes: (request) => request > 6 }))
    expect(found.through).toBeGreaterThan(origin)
    expect(found.through).toBeLessThan(tip)
    expect(found.amounts).toEqual(amountsUpTo(found.through))
  })
})

describe('time', () => {
  test('a provider that hangs is left alone within its time limit', async () => {
    const started = performance.now()
    const reader = readerWith({ hang: true }, { requestTimeoutMs: 100 })
    await expect(reader.scan(origin, tip, watch, signal)).rejects.toMatchObject({ code: 'timeout' })
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('one that hangs on logs alone is asked for less, and left alone when that does not help', async () => {
    const started = performance.now()
    const reader = readerWith({ hang: true, strikes: (request) => request > 1 }, { requestTimeoutMs: 100 })
    await expect(reader.scan(origin, tip, watch, signal)).rejects.toMatchObject({ code: 'timeout' })
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(proxy.requests()).toBe(4)
  })

  test('the caller can stop a scan that hangs, and has what was proven', async () => {
    const stop = new AbortController()
    const reader = readerWith(
      {
        hang: true,
        strikes: (request) => {
          if (request === 6) setTimeout(() => stop.abort(), 20)
          return request >= 6
        },
      },
      { requestTimeoutMs: 60_000 },
    )
    const found = await reader.scan(origin, tip, watch, stop.signal)
    expect(found.through.number).toBeGreaterThan(origin)
    expect(found.transfers.map((transfer) => Number(transfer.amount))).toEqual(
      amountsUpTo(found.through.number),
    )
    await expect(reader.head(stop.signal)).rejects.toMatchObject({ code: 'timeout' })
  })

  test('a slow one is only slow', async () => {
    expect(await scanAll(readerWith({ delayMs: 30 }))).toEqual(everything)
  })
})

describe('limits', () => {
  test('a range limit is found, kept to, and found to be gone', async () => {
    const reader = readerWith({ maxRange: 30 })
    expect(await scanAll(reader)).toEqual(everything)
    const refused = proxy.refusals()
    for (let run = 0; run < 3; run += 1) expect(await scanAll(reader)).toEqual(everything)
    expect(proxy.refusals() - refused).toBeLessThan(9)
    const limited = proxy.calls.get('eth_getLogs') ?? 0

    proxy.reset()
    for (let run = 0; run < 4; run += 1) expect(await scanAll(reader)).toEqual(everything)
    expect(proxy.calls.get('eth_getLogs')).toBeLessThan(limited)
  })

  test('too many results halve the range', async () => {
    expect(await scanAll(readerWith({ maxResults: 2 }))).toEqual(everything)
  })

  test('a single block with more than the provider gives out stops the scan before it', async () => {
    const reader = readerWith({ maxResults: 0 })
    const found = await scanAll(reader)
    expect(found).toEqual({ through: origin + 9, amounts: [] })
  })

  test('logs that come twice or backwards count once and in order', async () => {
    expect(await scanAll(readerWith({ duplicateLogs: true, reverseLogs: true }))).toEqual(everything)
  })
})

describe('a lagging node', () => {
  test.each([1, 5, 9, 100])('%i blocks behind is never read past its head', async (lagBy) => {
    const found = await scanAll(readerWith({ lagBy }))
    expect(found).toEqual({ through: tip - lagBy, amounts: amountsUpTo(tip - lagBy) })
  })

  test('that has nothing new proves nothing', async () => {
    const reader = readerWith({ lagBy: 10 })
    await expect(reader.scan(tip - 5, tip, watch, signal)).rejects.toMatchObject({ code: 'lagging' })
    expect(await reader.block(tip - 5, signal)).toBeNull()
    await expect(reader.balances([alice], [null], tip - 5, signal)).rejects.toMatchObject({ code: 'lagging' })
  })

  test.each([3, 12, 150])('behind a load balancer, %i blocks behind, never opens a gap', async (lagBy) => {
    const [draws = []] = fc.sample(fc.array(fc.boolean(), { minLength: 997, maxLength: 997 }), {
      numRuns: 1,
      seed: lagBy,
    })
    const reader = readerWith({ lagBy, strikes: (request) => draws[request % draws.length] ?? false })
    let cursor = origin
    const amounts: number[] = []
    for (let run = 0; run < 100 && cursor < tip; run += 1) {
      const found = await reader.scan(cursor, tip, watch, signal).catch(lagging)
      if (found === null) continue
      amounts.push(...found.transfers.map((transfer) => Number(transfer.amount)))
      cursor = found.through.number
      expect(amounts).toEqual(amountsUpTo(cursor))
    }
    expect(cursor).toBe(tip)
  })

  test('that fell behind between the head and the logs ends the scan at what was proven', async () => {
    const found = await scanAll(readerWith({ lagBy: 250, strikes: (request) => request > 1 }))
    expect(found.through).toBeLessThanOrEqual(tip - 250)
    expect(found.amounts).toEqual(amountsUpTo(found.through))
  })
})

test('a node that hides logs of blocks it has is believed: the balance witness is what catches it', async () => {
  expect(await scanAll(readerWith({ hideLogs: true }))).toEqual({ through: tip, amounts: [] })
})
