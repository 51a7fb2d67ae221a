import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hexOfTron } from '@/lib/chains/tron/address'

type Fields = Record<string, unknown>
type Call = { id: unknown; method: string; params: unknown[] }
type Reply = { result: unknown } | { error: { code: number; message: string; data?: string } }

const MAX_RANGE = 5_000
const MAX_TOPICS = 1_000
const MAX_RESULTS = 10_000
/** A block is solid once 19 of the 27 witnesses have built on it, its own being one. */
const SOLID_DEPTH = 18
const NO_BLOOM = `0x${'0'.repeat(512)}`

/**
 * A TRON node before anvil: JSON-RPC as java-tron speaks it, and the solid node's HTTP API with addresses in base58. What it refuses it
 * refuses in java-tron's words. Blocks, logs and calls are anvil's.
 */
export async function startTronNode(chainId: number) {
  const state = {
    upstream: null as string | null,
    /** The solid node stands so many blocks behind where it should. */
    lag: 0,
    /** The solid node answers errors. */
    solidIsDown: false,
    /** The solid block of the next question is another than that of the one before. */
    moving: false,
  }
  const asked = new Map<string, number>()
  let turn = 0

  const ask = async (method: string, params: unknown[] = []): Promise<unknown> => {
    if (!state.upstream) throw new Error('no chain yet')
    const response = await fetch(state.upstream, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const answer = (await response.json()) as { result?: unknown; error?: { message: string } }
    if (answer.error) throw new Refusal(-32_000, answer.error.message)
    return answer.result
  }

  const solidBlock = async () => {
    const head = Number(await ask('eth_blockNumber'))
    turn += state.moving ? 1 : 0
    const number = Math.max(0, head - SOLID_DEPTH - state.lag - (turn % 2))
    return (await ask('eth_getBlockByNumber', [toHex(number), false])) as Fields
  }

  async function rpc({ id, method, params }: Call): Promise<Reply & { jsonrpc: '2.0'; id: unknown }> {
    asked.set(method, (asked.get(method) ?? 0) + 1)
    try {
      return { jsonrpc: '2.0', id, result: await answer(method, params) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { jsonrpc: '2.0', id, error: { code: error.code, message: error.message, data: '{}' } }
    }
  }

  async function answer(method: string, params: unknown[]): Promise<unknown> {
    if (JSON.stringify(params).match(/"T[1-9A-HJ-NP-Za-km-z]{33}"/)) {
      throw new Refusal(-32_602, 'invalid address hash value')
    }
    switch (method) {
      case 'eth_chainId':
        return toHex(chainId)
      case 'eth_getBlockByNumber': {
        const block = (await ask(method, params)) as Fields | null
        return block && { ...block, logsBloom: NO_BLOOM, stateRoot: '0x' }
      }
      case 'eth_getLogs':
        return logs(params[0] as Fields)
      case 'eth_call':
      case 'eth_getBalance':
      case 'eth_getCode':
        if (params[1] !== 'latest') {
          throw new Refusal(-32_602, 'QUANTITY not supported, just support TAG as latest')
        }
        return ask(method, params)
      // Sun for a unit of energy.
      case 'eth_gasPrice':
        return toHex(100)
      // Energy, by its other name.
      case 'eth_estimateGas':
      case 'eth_blockNumber':
      case 'eth_getTransactionReceipt':
      case 'eth_getTransactionByHash':
        return ask(method, params)
      default:
        throw new Refusal(-32_601, `the method ${method} does not exist/is not available`)
    }
  }

  async function logs(filter: Fields): Promise<unknown> {
    const topics = (filter['topics'] ?? []) as unknown[]
    if (topics.some((topic) => Array.isArray(topic) && topic.length > MAX_TOPICS)) {
      throw new Refusal(-32_602, `exceed max topics: ${MAX_TOPICS}`)
    }
    const { blockHash } = filter
    if (blockHash !== undefined) {
      const block = await ask('eth_getBlockByHash', [blockHash, false])
      if (block === null) throw new Refusal(-32_602, 'invalid blockHash')
    } else if (Number(filter['toBlock']) - Number(filter['fromBlock']) > MAX_RANGE) {
      throw new Refusal(-32_602, `exceed max block range: ${MAX_RANGE}`)
    }
    const found = (await ask('eth_getLogs', [filter])) as unknown[]
    if (found.length > MAX_RESULTS) {
      throw new Refusal(
        -32_005,
        `query returned more than ${MAX_RESULTS} results. Try with a smaller block range`,
      )
    }
    return found
  }

  async function solid(method: string, body: Fields): Promise<unknown> {
    asked.set(method, (asked.get(method) ?? 0) + 1)
    const block = await solidBlock()
    const number = String(block['number'])
    if (method === 'getnowblock') {
      return {
        blockID: String(block['hash']).slice(2),
        block_header: {
          raw_data: {
            number: Number(number),
            txTrieRoot: '0'.repeat(64),
            witness_address: 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
            parentHash: String(block['parentHash']).slice(2),
            version: 31,
            timestamp: Number(block['timestamp']) * 1_000,
          },
        },
      }
    }
    if (method === 'triggerconstantcontract') {
      const contract = hexOfTron(String(body['contract_address']))
      const owner = hexOfTron(String(body['owner_address']))
      if (body['visible'] !== true || !contract || !owner) {
        return { result: { code: 'CONTRACT_VALIDATE_ERROR', message: inHex('Invalid address') } }
      }
      const selector = { 'balanceOf(address)': '0x70a08231' }[String(body['function_selector'])]
      if (!selector) return { result: { code: 'OTHER_ERROR', message: inHex('unknown function') } }
      const data = `${selector}${String(body['parameter'])}`
      const value = await ask('eth_call', [{ from: owner, to: contract, data }, number])
      return { result: { result: true }, energy_used: 935, constant_result: [String(value).slice(2)] }
    }
    return { Error: `unknown method ${method}` }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
    const path = request.url ?? ''
    if (!state.upstream || (state.solidIsDown && path.startsWith('/walletsolidity/'))) {
      response.writeHead(503).end('no')
      return
    }
    let answered: unknown
    if (path === '/jsonrpc') {
      const replies = []
      for (const call of (Array.isArray(body) ? body : [body]) as Call[]) replies.push(await rpc(call))
      answered = Array.isArray(body) ? replies : replies[0]
    } else if (path.startsWith('/walletsolidity/')) {
      answered = await solid(path.slice('/walletsolidity/'.length), body as Fields)
    } else {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered))
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { rpcUrl: `http://127.0.0.1:${port}/jsonrpc`, state, asked, solidDepth: SOLID_DEPTH, close }
}

class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

function toHex(number: number): string {
  return `0x${number.toString(16)}`
}

function inHex(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex')
}
