import { middlePrice } from '@/lib/domain/prices'
import { askJson } from '../ask'
import { MAX_SPREAD_BPS } from '../markets'
import type { PriceSource, SourcePrice } from '../port'
import { isFields, listOf, priceOf, secondsOf } from '../reading'

const MARKETS = new Set([
  ...['ETH', 'POL', 'AVAX', 'TRX', 'USDC', 'USDT', 'DAI', 'EUR', 'GBP'].map((base) => `${base}/USD`),
  ...['ETH', 'AVAX'].map((base) => `${base}/EUR`),
  'ETH/GBP',
])

/** Bitstamp's tickers of every market in one answer (`GET /api/v2/ticker/`, no key, 10,000 calls in ten minutes), each with its time. */
export function bitstamp(origin = 'https://www.bitstamp.net'): PriceSource {
  return {
    id: 'bitstamp',

    intervalMs: 30_000,
    async read(ask) {
      const { body, at: answered } = await askJson(`${origin}/api/v2/ticker/`, ask)
      return listOf(body, 'the answer').flatMap((ticker): SourcePrice[] => {
        if (!isFields(ticker) || typeof ticker.pair !== 'string' || !MARKETS.has(ticker.pair)) return []
        const [base = '', quote = ''] = ticker.pair.split('/')
        const value = middlePrice(priceOf(ticker.bid), priceOf(ticker.ask), MAX_SPREAD_BPS)
        const at = secondsOf(ticker.timestamp)
        return value && at ? [{ base, quote, value, at: at < answered ? at : answered }] : []
      })
    },
  }
}
