import { createEvmReader } from './evm/reader'
import { laneInvoice, laneOf, networkName } from './lanes'
import type { Network } from './network'
import { NETWORKS } from './networks'
import { sandbox } from './networks/sandbox'
import type { ChainReader } from './port'

export type { Network } from './network'
export { NETWORKS } from './networks'

/** A network that this instance reads. */
export type OpenNetwork = Network & {
  /** A second RPC URL is configured, so that receipts and block hashes can have two witnesses (S5). */
  secondProvider: boolean
}

export interface NetworkRegistry {
  /** In the registry's own order; the sandbox, which is always open, is the last. */
  all(): OpenNetwork[]
  /** A network, or the lane of one invoice on a network that has lanes. */
  get(id: string): OpenNetwork | undefined
  /** The network's reader; throws for a network that is not open or that is read lane by lane. */
  readers(id: string): ChainReader
  /** The second witness (S5), or null when only one RPC URL is configured. */
  second(id: string): ChainReader | null
}

export type NetworksConfig = {
  networks: readonly { id: string; rpcUrls: readonly string[] }[]
  /** What mode the local chain has: `live` only under the demo's explicit switch (Q1). */
  localMode: 'live' | 'test'
}

/** Opens networks by configuration. Asks nothing of any chain. Throws on an unknown id, a double, or no RPC URL. */
export function openNetworks(config: NetworksConfig): NetworkRegistry {
  const urls = new Map(config.networks.map((entry) => [entry.id, entry.rpcUrls]))
  if (urls.size < config.networks.length) throw new Error('A network is configured twice')
  for (const id of urls.keys()) {
    if (!NETWORKS.some((network) => network.id === id)) throw new Error(`Unknown network "${id}"`)
  }

  const entries = NETWORKS.flatMap((known) => {
    const rpcUrls = urls.get(known.id)
    return rpcUrls === undefined ? [] : [openNetwork(inMode(known, config.localMode), rpcUrls)]
  })
  const byId = new Map(entries.map((entry) => [entry.network.id, entry]))

  const opened = (id: string) => {
    const entry = byId.get(id)
    if (entry === undefined) throw new Error(`Network "${id}" is not open`)
    return entry
  }
  return {
    all: () => [...entries.map((entry) => entry.network), openSandbox],
    get: (id) => byId.get(id)?.network ?? sandboxOrLane(id),
    readers: (id) => opened(id).first,
    second: (id) => opened(id).second,
  }
}

/** A network of the registry or a lane's, open or not. */
export function knownNetwork(id: string): Network | undefined {
  return [...NETWORKS, sandbox].find((network) => network.id === networkName(id))
}

const openSandbox: OpenNetwork = { ...sandbox, secondProvider: false }

function sandboxOrLane(id: string): OpenNetwork | undefined {
  if (networkName(id) !== sandbox.id) return undefined
  const invoice = laneInvoice(id)
  return invoice === null ? openSandbox : laneOf(openSandbox, invoice)
}

function inMode(network: Network, localMode: 'live' | 'test'): Network {
  return network.id === 'local' ? { ...network, mode: localMode } : network
}

function openNetwork(network: Network, rpcUrls: readonly string[]) {
  const [first, second] = rpcUrls
  if (first === undefined) throw new Error(`Network "${network.id}" has no RPC URL`)
  return {
    network: { ...network, secondProvider: second !== undefined },
    first: createEvmReader(network, first),
    second: second === undefined ? null : createEvmReader(network, second),
  }
}
