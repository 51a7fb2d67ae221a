import { laneInvoice, laneOf, networkName } from './lanes'
import type { Network, Token } from './network'
import { NETWORKS } from './networks'
import { sandbox } from './networks/sandbox'
import { openProvider, type Providers } from './provider'
import type { ProviderSettings } from './providerSettings'

export type { Network } from './network'
export { NETWORKS } from './networks'

/** A network that this instance reads. */
export type OpenNetwork = Network & {
  /** RPC URLs of more than one site are configured, so that receipts and block hashes can have two witnesses (S5). */
  secondProvider: boolean
}

export interface NetworkRegistry {
  /** In the registry's own order; the sandbox, which is always open, is the last. */
  all(): OpenNetwork[]
  /** A network, or the lane of one invoice on a network that has lanes. */
  get(id: string): OpenNetwork | undefined
  /** Who can be asked about a network; throws for one that is not open or that is read lane by lane. */
  providers(id: string): Providers
  /** Makes tokens known on an open network that merchants brought; whoever holds the network, or reads it, knows them from then on. */
  learn(id: string, tokens: readonly Token[]): void
}

export type NetworksConfig = {
  /** `settings` are of the RPC URLs in the same place. */
  networks: readonly {
    id: string
    rpcUrls: readonly string[]
    settings?: readonly ProviderSettings[]
    /** Of TRON: solid nodes of the RPC URLs in the same place, where they do not stand beside them. */
    solidUrls?: readonly string[]
  }[]
  /** What mode the local chain has: `live` only under the demo's explicit switch (Q1). */
  localMode: 'live' | 'test'
}

/** Opens networks by configuration. Asks nothing of any chain. Throws on an unknown id, no RPC URL, or either twice. */
export function openNetworks(config: NetworksConfig): NetworkRegistry {
  const wanted = new Map(config.networks.map((entry) => [entry.id, entry]))
  if (wanted.size < config.networks.length) throw new Error('A network is configured twice')
  for (const id of wanted.keys()) {
    if (!NETWORKS.some((network) => network.id === id)) throw new Error(`Unknown network "${id}"`)
  }

  const entries = NETWORKS.flatMap((known) => {
    const entry = wanted.get(known.id)
    return entry === undefined ? [] : [openNetwork(inMode(known, config.localMode), entry)]
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
    providers: (id) => opened(id).providers,
    learn: (id, tokens) => {
      const known = opened(id).tokens
      for (const token of tokens) if (!known.some((one) => one.address === token.address)) known.push(token)
    },
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

function openNetwork(network: Network, entry: NetworksConfig['networks'][number]) {
  const { rpcUrls, settings, solidUrls } = entry
  if (new Set(rpcUrls).size < rpcUrls.length) {
    throw new Error(`Network "${network.id}" has an RPC URL twice, which is no second provider`)
  }
  // One list for the network and its readers, which `learn` makes longer.
  const tokens = [...network.tokens]
  const own = { ...network, tokens }
  const [first, ...rest] = rpcUrls.map((url, place) =>
    openProvider(own, url, place, settings?.[place], solidUrls?.[place]),
  )
  if (first === undefined) throw new Error(`Network "${network.id}" has no RPC URL`)
  const providers: Providers = [first, ...rest]
  return {
    network: { ...own, secondProvider: rest.some((other) => other.site !== first.site) },
    providers,
    tokens,
  }
}
