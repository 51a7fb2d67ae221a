import { numberToHex } from 'viem'
import { ChainError } from '../errors'
import type { BlockRef } from '../port'
import { data, fields, hash, integer, list } from './decode'
import type { Rpc, RpcCall } from './rpc'

export type Header = BlockRef & {
  /** Null where the chain keeps none. */
  logsBloom: string | null
  /** Hashes, or whole transactions when they were asked for. */
  transactions: readonly unknown[]
}

/** Asks for a block's header, or for its whole transactions too. */
export function blockCall(number: number | 'latest', whole = false): RpcCall {
  const tag = number === 'latest' ? number : numberToHex(number)
  return { method: 'eth_getBlockByNumber', params: [tag, whole] }
}

/** Null is what a node says of a block that it does not have. */
export function parseHeader(answer: unknown): Header | null {
  if (answer === null) return null
  const block = fields(answer, 'a block')
  const bloom = block['logsBloom']
  return {
    number: integer(block['number'], "a block's number"),
    hash: hash(block['hash'], "a block's hash"),
    parentHash: hash(block['parentHash'], "a block's parent"),
    time: new Date(integer(block['timestamp'], "a block's time") * 1_000),
    logsBloom: typeof bloom === 'string' && bloom.length === 514 ? data(bloom, "a block's bloom") : null,
    transactions: list(block['transactions'] ?? [], "a block's transactions"),
  }
}

/** A header that the scan cannot go on without: the node must have the block, under the number that was asked for. */
export function requireHeader(answer: unknown, number: number): Header {
  const header = parseHeader(answer)
  if (header === null) throw new ChainError('lagging', `block ${number} is not there`)
  if (header.number !== number)
    throw new ChainError('bad_response', `asked for block ${number}, got ${header.number}`)
  return header
}

export function toBlockRef(header: BlockRef): BlockRef {
  return { number: header.number, hash: header.hash, parentHash: header.parentHash, time: header.time }
}

export async function readHead(rpc: Rpc, signal: AbortSignal): Promise<BlockRef> {
  const [answer] = await rpc.together([blockCall('latest')], signal)
  const head = parseHeader(answer)
  if (head === null) throw new ChainError('unavailable', 'the node has no block yet')
  return toBlockRef(head)
}

export async function readBlock(rpc: Rpc, number: number, signal: AbortSignal): Promise<BlockRef | null> {
  const [answer] = await rpc.together([blockCall(number)], signal)
  return answer === null ? null : toBlockRef(requireHeader(answer, number))
}
