import { pad, type Hex } from 'viem'
import { answerCall, type NodeView, type RpcAnswer } from './jsonRpc'
import type { ModelBlock } from './modelChain'
import { chainAddressOf } from './tronAddress'

/** A block is solid once 19 of the 27 witnesses have built on it, its own being one. */
export const SOLID_DEPTH = 18

const NO_BLOOM = `0x${'0'.repeat(512)}`
const TRANSFER_CALL = '0xa9059cbb'
const SPOKEN = new Set([
  'eth_chainId',
  'eth_blockNumber',
  'eth_getBlockByNumber',
  'eth_getLogs',
  'eth_getTransactionReceipt',
  'eth_getTransactionByHash',
  'eth_gasPrice',
  'eth_estimateGas',
  'eth_call',
  'eth_getBalance',
  'eth_getCode',
])
const OF_STATE = new Set(['eth_call', 'eth_getBalance', 'eth_getCode'])

const refused = (message: string, code = -32_602): RpcAnswer => ({ error: { code, message } })

/**
 * Answers one call as java-tron's JSON-RPC does: addresses of twenty bytes, state of the head alone, blooms that say nothing, and no
 * sending. USDT's `transfer` says false here although it moves.
 */
export function answerTronCall(view: NodeView, method: string, params: readonly unknown[]): RpcAnswer {
  if (!SPOKEN.has(method)) return refused(`the method ${method} does not exist/is not available`, -32_601)
  if (/"T[1-9A-HJ-NP-Za-km-z]{33}"/.test(JSON.stringify(params))) {
    return refused('invalid address hash value')
  }
  const [first, second] = params
  if (OF_STATE.has(method) && second !== 'latest') {
    return refused('QUANTITY not supported, just support TAG as latest')
  }
  if (method === 'eth_call' && saysFalse(first as { data: Hex })) return { result: pad('0x0', { size: 32 }) }
  // Sun for a unit of energy.
  if (method === 'eth_gasPrice') return { result: '0x64' }
  const answer = answerCall(view, method, params)
  if ('error' in answer) {
    return answer.error.message === 'unknown block' ? refused('invalid blockHash') : answer
  }
  if (method !== 'eth_getBlockByNumber' || answer.result === null) return answer
  return { result: { ...(answer.result as object), logsBloom: NO_BLOOM, stateRoot: '0x' } }
}

function saysFalse({ data }: { data: Hex }): boolean {
  return data.startsWith(TRANSFER_CALL)
}

/** Answers the HTTP API of the solid node: the last block that two thirds have built on, `lag` blocks late, and what lies there. */
export function answerSolid(
  view: NodeView,
  method: string,
  body: Record<string, unknown>,
  lag: number,
): unknown {
  const number = Math.max(0, view.tip.number - SOLID_DEPTH - lag)
  const block = view.chain.ancestor(view.tip, number)
  if (!block) return { Error: 'no block' }
  if (method === 'getnowblock') return nowBlock(block)
  if (method !== 'triggerconstantcontract') return { Error: `unknown method ${method}` }
  const [contract] = [body['contract_address'], body['owner_address']].map((one) =>
    chainAddressOf(String(one)),
  )
  if (body['visible'] !== true || body['function_selector'] !== 'balanceOf(address)') {
    return { result: { code: 'OTHER_ERROR', message: Buffer.from('unknown function').toString('hex') } }
  }
  const data = `0x70a08231${String(body['parameter'])}`
  const answer = answerCall({ ...view, tip: block }, 'eth_call', [{ to: contract, data }, 'latest'])
  const value = 'result' in answer ? String(answer.result).slice(2) : ''
  return { result: { result: true }, energy_used: 935, constant_result: [value] }
}

function nowBlock(block: ModelBlock) {
  const parent = block.parent?.hash ?? pad('0x', { size: 32 })
  return {
    blockID: block.hash.slice(2),
    block_header: {
      raw_data: {
        number: block.number,
        txTrieRoot: '0'.repeat(64),
        witness_address: 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
        parentHash: parent.slice(2),
        version: 31,
        timestamp: block.time * 1_000,
      },
    },
  }
}
