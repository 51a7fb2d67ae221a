import { numberToHex } from 'viem'
import type { Hex } from '../port'
import { ACCEPTED_TOPIC, SWEPT_TOPIC, TRANSFER_TOPIC } from './events'
import type { ScanMode } from './mode'
import type { RpcCall } from './rpc'
import type { WatchSet } from './watchSet'

type Filter = { address: readonly string[]; topics: readonly (string | readonly string[] | null)[] }

/** How much one filter may name (S9). */
export type FilterLimits = { maxTopics: number; maxAddresses: number }

/** Log queries in one request: a thousand topics are 70 kB, and answers add up. */
export const QUERIES_PER_REQUEST = 10

/** The queries that together bring every watched log of a stretch of blocks. */
export function filtersFor(watched: WatchSet, mode: ScanMode, limits: FilterLimits): Filter[] {
  const emitters = [...watched.emitters.keys()]
  const { contracts, topics: ofContracts } = contractsOf(watched)
  const senders = [...watched.senders]
  const byName = (addresses: readonly string[], names: readonly string[]) =>
    inParts(addresses, limits.maxAddresses).flatMap((address) =>
      inParts(names, limits.maxTopics).map((some): Filter => ({ address, topics: [some] })),
    )
  const own = byName(contracts, ofContracts)
  if (emitters.length === 0 || watched.recipients.size + senders.length === 0) return own
  if (mode === 'token') return byName([...emitters, ...contracts], [TRANSFER_TOPIC, ...ofContracts])
  const parts = [
    ...inParts([...watched.recipients.keys()], limits.maxTopics).map((to) => [TRANSFER_TOPIC, null, to]),
    ...inParts(senders, limits.maxTopics).map((from) => [TRANSFER_TOPIC, from]),
  ]
  return [
    ...own,
    ...inParts(emitters, limits.maxAddresses).flatMap((address) =>
      parts.map((topics) => ({ address, topics })),
    ),
  ]
}

/** Contracts of ours that say what they did, and by which events. */
export function contractsOf({ factory, hub }: Pick<WatchSet, 'factory' | 'hub'>): {
  contracts: string[]
  topics: string[]
} {
  const all = [
    { address: factory, topic: SWEPT_TOPIC },
    { address: hub, topic: ACCEPTED_TOPIC },
  ].flatMap(({ address, topic }) => (address === null ? [] : [{ address, topic }]))
  return { contracts: all.map(({ address }) => address), topics: all.map(({ topic }) => topic) }
}

export function inRange(filter: Filter, start: number, end: number): RpcCall {
  const range = { fromBlock: numberToHex(start), toBlock: numberToHex(end) }
  return { method: 'eth_getLogs', params: [{ ...filter, ...range }] }
}

/** A query that fails, instead of answering `[]`, on a node that has not the block. */
export function inBlock(filter: Filter, blockHash: Hex): RpcCall {
  return { method: 'eth_getLogs', params: [{ ...filter, blockHash }] }
}

function inParts(values: readonly string[], size: number): string[][] {
  const parts: string[][] = []
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size))
  return parts
}
