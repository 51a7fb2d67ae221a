import { FEEDS } from '../feeds'
import type { PriceSource, SourceId } from '../port'
import { bitfinex } from './bitfinex'
import { bitstamp } from './bitstamp'
import { chainlink, type FeedNetwork } from './chainlink'
import { coinbase } from './coinbase'
import { coingecko } from './coingecko'
import { ecb } from './ecb'
import { kraken } from './kraken'

const PUBLIC = { coinbase, kraken, bitstamp, bitfinex, coingecko, ecb } as const

/** The sources that were named, in their order; feeds on chain only where a network that has some is open. */
export function openSources(ids: readonly SourceId[], networks: readonly { id: string }[]): PriceSource[] {
  const feeds = networks.flatMap(({ id }): FeedNetwork[] => {
    const known = FEEDS[id]
    return known ? [{ id, ...known }] : []
  })
  return ids.flatMap((id) => {
    if (id === 'chainlink') return feeds.length > 0 ? [chainlink(feeds)] : []
    return [PUBLIC[id]()]
  })
}
