import { inspectToken } from './evm/inspectToken'
import { evmReaderOver } from './evm/reader'
import { connect, type Rpc } from './evm/rpc'
import { tronReaderOver } from './tron/reader'
import { connectSolid, solidUrlBeside } from './tron/solidNode'
import { createMeter, type Meter } from './meter'
import type { Network } from './network'
import type { ChainReader } from './port'
import { providerId, providerSite, shownSite } from './providerName'
import { NO_SETTINGS, type ProviderSettings } from './providerSettings'
import type { TokenFindings } from './tokenFindings'

/** One RPC URL of a network. Only `rpcUrl` may hold a key: it is neither logged nor shown. */
export type Provider = {
  id: string
  /** For people: its place among the network's providers, and its site. */
  name: string
  /** Who runs it: two of one site are one witness (S5). */
  site: string
  rpcUrl: string
  reader: ChainReader
  /** For what is no business of the reader's, such as feeds of prices; null where it is no URL. Counted like all else. */
  rpc: Rpc | null
  meter: Meter
  /** Calls that the operator allows in a day; null is no limit. */
  perDay: number | null
  /** Looks at a token that nobody vouches for; null where its kind of chain has no way to. Throws ChainError. */
  inspectToken: ((address: string, signal: AbortSignal) => Promise<TokenFindings>) | null
}

/** One or several, in the order in which they are preferred. */
export type Providers = readonly [Provider, ...Provider[]]

/** Opens no connection. */
export function openProvider(
  network: Network,
  rpcUrl: string,
  place: number,
  settings: ProviderSettings = NO_SETTINGS,
  solidUrl?: string,
): Provider {
  const meter = createMeter(settings.budget)
  const limits = { ...network.provider, ...settings.limits }
  const rpc = connect(rpcUrl, limits, meter)
  const solid = () => connectSolid(solidUrl ?? solidUrlBeside(rpcUrl), limits, meter)
  return {
    id: providerId(rpcUrl),
    name: `${place + 1}: ${shownSite(rpcUrl)}`,
    site: providerSite(rpcUrl),
    rpcUrl,
    reader: network.kind === 'tron' ? tronReaderOver(network, rpc, solid()) : evmReaderOver(network, rpc),
    rpc,
    meter,
    perDay: settings.budget.perDay,
    inspectToken: network.kind === 'evm' ? (address, signal) => inspectToken(rpc, address, signal) : null,
  }
}

/** A provider that is no URL, such as a simulated chain: without a budget, and nobody else to ask. */
export function onlyProvider(reader: ChainReader): Providers {
  const meter = createMeter(NO_SETTINGS.budget)
  return [
    {
      id: 'only',
      name: '1',
      site: 'only',
      rpcUrl: '',
      reader,
      rpc: null,
      meter,
      perDay: null,
      inspectToken: null,
    },
  ]
}
