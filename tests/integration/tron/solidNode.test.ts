import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { isChainError } from '@/lib/chains/errors'
import { createMeter } from '@/lib/chains/meter'
import { tron } from '@/lib/chains/networks/tron'
import { connectSolid } from '@/lib/chains/tron/solidNode'

const USDT = tron.tokens[0]?.address ?? ''
const OF = '0x00000000000000000000000000000000000000a1'

async function nodeThat(answers: RequestListener, meter = createMeter({ perSecond: null, perDay: null })) {
  const server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  const limits = { ...tron.provider, requestTimeoutMs: 300 }
  return connectSolid(`http://127.0.0.1:${port}/walletsolidity`, limits, meter)
}

const saying = (body: unknown, status = 200) =>
  nodeThat((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })

const signal = () => AbortSignal.timeout(5_000)
const codeOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return isChainError(error) ? error.code : String(error)
}

const header = { number: 7, timestamp: 1_700_000_001_500, parentHash: 'ab'.repeat(32) }
const block = { blockID: 'cd'.repeat(32), block_header: { raw_data: header } }

it('tells its block, whose time is whole seconds as JSON-RPC tells them', async () => {
  expect(await (await saying(block)).block(signal())).toEqual({
    number: 7,
    hash: `0x${'cd'.repeat(32)}`,
    parentHash: `0x${'ab'.repeat(32)}`,
    time: new Date(1_700_000_001_000),
  })
})

it.each([
  ['nothing', {}],
  ['a list', []],
  ['a negative number', { ...block, block_header: { raw_data: { ...header, number: -1 } } }],
  ['a number that is none', { ...block, block_header: { raw_data: { ...header, number: '7' } } }],
  ['half a hash', { ...block, blockID: 'cd' }],
  ['no JSON', '<html>'],
  ['half of it', JSON.stringify(block).slice(0, 40)],
  ['more than anybody reads', 'a'.repeat(1_500_000)],
])('a block that is %s is no answer', async (_, body) => {
  expect(await codeOf((await saying(body)).block(signal()))).toBe('bad_response')
})

it.each([
  ['a refusal', { result: { code: 'CONTRACT_VALIDATE_ERROR', message: '4e6f' } }],
  ['no result', { constant_result: ['0'.repeat(64)] }],
  ['no list', { result: { result: true }, constant_result: '00' }],
])('a balance that is %s is not taken for zero', async (_, body) => {
  expect(await codeOf((await saying(body)).tokenBalance(USDT, OF, signal()))).toBe('bad_response')
})

it('reads a balance up to the largest there can be', async () => {
  const answer = (word: string) => saying({ result: { result: true }, constant_result: [word] })
  const balance = async (word: string) => (await answer(word)).tokenBalance(USDT, OF, signal())
  expect(await balance('f'.repeat(64))).toBe(2n ** 256n - 1n)
  expect(await balance('')).toBe(0n)
})

it('says why it cannot be asked', async () => {
  expect(await codeOf((await saying('', 429)).block(signal()))).toBe('rate_limited')
  expect(await codeOf((await saying('', 503)).block(signal()))).toBe('unavailable')
  const silent = await nodeThat(() => {})
  expect(await codeOf(silent.block(signal()))).toBe('timeout')
  const elsewhere = await nodeThat((_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  )
  expect(await codeOf(elsewhere.block(signal()))).toBe('unavailable')
  const gone = connectSolid('http://127.0.0.1:1/walletsolidity', tron.provider)
  expect(await codeOf(gone.block(signal()))).toBe('unavailable')
})

it('is counted with the provider’s other calls', async () => {
  const meter = createMeter({ perSecond: null, perDay: 1 })
  meter.allow(1)
  const node = await nodeThat((_request, response) => response.end(JSON.stringify(block)), meter)
  await node.block(signal())
  expect(await codeOf(node.block(signal()))).toBe('budget_spent')
})
