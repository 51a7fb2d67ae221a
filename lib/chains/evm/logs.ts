import { getAddress } from 'viem'
import { ChainError } from '../errors'
import type { BlockRef, Hex, HubLog, SweepLog, Transfer } from '../port'
import { data, fields, hash, integer, list, quantity } from './decode'

/**
 * The logs of one answer. Throws `range_too_large` for as many as the provider gives out at most (S9): some cut what is too much
 * short and say nothing.
 */
export function answeredLogs(answer: unknown, maxLogs: number | null): readonly unknown[] {
  const logs = list(answer, 'the answer to a log query')
  if (maxLogs !== null && logs.length >= maxLogs) {
    throw new ChainError('range_too_large', `${logs.length} logs are as many as this provider gives out`)
  }
  return logs
}

/** A log as it is in its receipt. */
export type Log = {
  /** Lower case. */
  address: string
  topics: readonly Hex[]
  data: Hex
  blockNumber: number
  blockHash: Hex
  txHash: Hex
  logIndex: number
}

export function parseLog(value: unknown): Log {
  const log = fields(value, 'a log')
  if (log['removed'] === true) throw new ChainError('lagging', 'a log of an undone block')
  return {
    address: data(log['address'], "a log's emitter").toLowerCase(),
    topics: list(log['topics'], "a log's topics").map((topic) => hash(topic, "a log's topic")),
    data: data(log['data'], "a log's data"),
    blockNumber: integer(log['blockNumber'], "a log's block"),
    blockHash: hash(log['blockHash'], "a log's block hash"),
    txHash: hash(log['transactionHash'], "a log's transaction"),
    logIndex: integer(log['logIndex'], "a log's index"),
  }
}

/** Null for what is no ERC-20 transfer of something: another shape, or nothing moved. */
export function toTransfer(
  log: Log,
  token: string | null,
  position: number,
  block: BlockRef,
): Transfer | null {
  const [, from, to] = log.topics
  if (from === undefined || to === undefined || log.topics.length !== 3 || log.data.length !== 66) return null
  const amount = quantity(log.data, "a transfer's amount")
  if (amount === 0n) return null
  return {
    token,
    from: topicAddress(from),
    to: topicAddress(to),
    amount,
    txHash: log.txHash,
    position,
    block,
  }
}

/** What the factory says left; the zero address stands for native coin. Null for another shape. */
export function toSweep(log: Log, position: number, block: BlockRef): SweepLog | null {
  const [, salt, token] = log.topics
  if (salt === undefined || token === undefined || log.data.length !== 130) return null
  const asset = topicAddress(token)
  return {
    salt,
    token: BigInt(asset) === 0n ? null : asset,
    net: quantity(log.data.slice(0, 66), "a sweep's net"),
    fee: quantity(`0x${log.data.slice(66)}`, "a sweep's fee"),
    txHash: log.txHash,
    position,
    block,
  }
}

/** What the payment hub says was paid; the zero address stands for native coin. Null for another shape. */
export function toAccepted(log: Log, position: number, block: BlockRef): HubLog | null {
  const [, terms, , payer] = log.topics
  if (terms === undefined || payer === undefined || log.data.length !== 194) return null
  const asset = topicAddress(`0x${log.data.slice(66, 130)}`)
  return {
    terms,
    payer: topicAddress(payer),
    token: BigInt(asset) === 0n ? null : asset,
    amount: quantity(`0x${log.data.slice(130)}`, "a payment's amount"),
    txHash: log.txHash,
    position,
    block,
  }
}

function topicAddress(topic: Hex): string {
  return getAddress(`0x${topic.slice(26)}`)
}
