import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { local } from '../networks/local'
import { createGasWallet } from './gasWallet'

/** Paths are what providers put their keys in. */
const KEYED_PATH = '/v2/a-key-of-the-provider'
let answer = { status: 200, body: '' }
const server = createServer((_, response) => {
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => void server.close())

const { port } = server.address() as AddressInfo
const wallet = createGasWallet(local, `http://127.0.0.1:${port}${KEYED_PATH}`, `0x${'1'.repeat(64)}`)
const refusal = (message: string) =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32_000, message } })

it.each([
  [{ status: 401, body: '{"error":"no"}' }, 'unavailable'],
  [{ status: 429, body: '{}' }, 'rate_limited'],
  [{ status: 200, body: refusal('execution reverted: Starved') }, 'bad_response'],
  [{ status: 200, body: refusal('insufficient funds for gas * price + value') }, 'bad_response'],
])('trouble with the chain is a ChainError that names neither URL nor key: %j', async (given, code) => {
  answer = given
  const asked = [
    () => wallet.balance(),
    () => wallet.nextNonce(),
    () => wallet.fees(),
    () => wallet.simulate(wallet.address, '0x'),
    () => wallet.send('0x02'),
    () => wallet.outcome(`0x${'2'.repeat(64)}`),
  ]
  for (const ask of asked) {
    const error: unknown = await ask().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'ChainError', code })
    expect(error instanceof Error && `${error.message} ${error.stack}`).not.toMatch(/a-key-of|127\.0/)
    expect(error).not.toHaveProperty('cause')
  }
})

it('a node that has the transaction already took it', async () => {
  answer = { status: 200, body: refusal('already known') }
  await expect(wallet.send('0x02')).resolves.toBeUndefined()
})
