import { ChainError } from '../errors'
import type { Hex } from '../port'
import { fields, hash, integer, list } from './decode'
import { type Log, parseLog } from './logs'
import type { RpcCall } from './rpc'

export type Receipt = {
  txHash: Hex
  blockNumber: number
  blockHash: Hex
  succeeded: boolean
  transactionIndex: number
  /** Ordered by their index in the block; a log's place here is its position (S3). */
  logs: readonly Log[]
}

export function receiptCall(txHash: Hex): RpcCall {
  return { method: 'eth_getTransactionReceipt', params: [txHash] }
}

/** Null while the transaction is not mined, as far as the node knows. */
export function parseReceipt(answer: unknown): Receipt | null {
  if (answer === null) return null
  const receipt = fields(answer, 'a receipt')
  if (receipt['blockHash'] === null) return null
  const logs = list(receipt['logs'], "a receipt's logs").map(parseLog)
  return {
    txHash: hash(receipt['transactionHash'], "a receipt's transaction"),
    blockNumber: integer(receipt['blockNumber'], "a receipt's block"),
    blockHash: hash(receipt['blockHash'], "a receipt's block hash"),
    succeeded: integer(receipt['status'], "a receipt's status") === 1,
    transactionIndex: integer(receipt['transactionIndex'], "a receipt's index"),
    logs: logs.toSorted((a, b) => a.logIndex - b.logIndex),
  }
}

/**
 * Where a log stands within its receipt (S3): unlike its index in the block, that stays when the transaction is mined again
 * elsewhere. Throws `bad_response` if the receipt does not hold the very log.
 */
export function positionOf(log: Log, receipt: Receipt): number {
  const position = receipt.logs.findIndex((other) => other.logIndex === log.logIndex)
  const found = receipt.logs[position]
  if (
    found === undefined ||
    found.address !== log.address ||
    found.data !== log.data ||
    !sameTopics(found, log)
  ) {
    throw new ChainError('bad_response', `the receipt of ${log.txHash} does not hold its log`)
  }
  return position
}

function sameTopics(a: Log, b: Log): boolean {
  return a.topics.length === b.topics.length && a.topics.every((topic, index) => topic === b.topics[index])
}
