import { middlePrice } from '@/lib/domain/prices'
import { askJson } from '../ask'
import { RateSourceError } from '../errors'
import { MAX_SPREAD_BPS } from '../markets'
import type { PriceSource, SourcePrice } from '../port'
import { listOf, priceOf } from '../reading'

/** Its own names: UST is USDT, UDC is USDC; longer ones are written with a colon. */
const MARKETS: Readonly<Record<string, readonly [base: string, quote: string]>> = {
  tETHUSD: ['ETH', 'USD'],
  tETHEUR: ['ETH', 'EUR'],
  tETHGBP: ['ETH', 'GBP'],
  tETHJPY: ['ETH', 'JPY'],
  'tAVAX:USD': ['AVAX', 'USD'],
  tTRXUSD: ['TRX', 'USD'],
  tPOLUSD: ['POL', 'USD'],
  tUSTUSD: ['USDT', 'USD'],
  tUDCUSD: ['USDC', 'USD'],
  tDAIUSD: ['DAI', 'USD'],
}

/**
 * Bitfinex's tickers of the wanted markets in one answer (`GET /v2/tickers?symbols=`, no key, 10 to 90 calls a minute): lists in which the
 * second number is the bid and the fourth the ask. It tells no time.
 */
export function bitfinex(origin = 'https://api-pub.bitfinex.com'): PriceSource {
  return {
    id: 'bitfinex',

    intervalMs: 30_000,
    async read(ask) {
      const symbols = encodeURIComponent(Object.keys(MARKETS).join(','))
      const { body, at } = await askJson(`${origin}/v2/tickers?symbols=${symbols}`, ask)
      const tickers = listOf(body, 'the answer')
      if (tickers[0] === 'error') throw new RateSourceError('bad_response', 'the answer names an error')
      return tickers.flatMap((ticker): SourcePrice[] => {
        if (!Array.isArray(ticker) || typeof ticker[0] !== 'string') return []
        const pair = Object.hasOwn(MARKETS, ticker[0]) ? MARKETS[ticker[0]] : undefined
        const value = middlePrice(priceOf(ticker[1]), priceOf(ticker[3]), MAX_SPREAD_BPS)
        return pair && value ? [{ base: pair[0], quote: pair[1], value, at }] : []
      })
    },
  }
}
