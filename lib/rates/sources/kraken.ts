import { inversePrice, middlePrice } from '@/lib/domain/prices'
import { askJson } from '../ask'
import { RateSourceError } from '../errors'
import { MAX_SPREAD_BPS } from '../markets'
import type { Ask, PriceSource, SourcePrice } from '../port'
import { fieldsOf, isFields, priceOf } from '../reading'

type Market = {
  /** What it is asked by. */
  name: string
  /** What it is answered by, where the exchange has an older name for it. */
  key?: string
  base: string
  quote: string
}

const market = (base: string, quote: string, key?: string): Market => ({
  name: `${base}${quote}`,
  base,
  quote,
  ...(key ? { key } : {}),
})

const MARKETS: readonly Market[] = [
  market('ETH', 'USD', 'XETHZUSD'),
  market('ETH', 'EUR', 'XETHZEUR'),
  market('ETH', 'GBP', 'XETHZGBP'),
  market('ETH', 'JPY', 'XETHZJPY'),
  market('ETH', 'CAD', 'XETHZCAD'),
  market('ETH', 'CHF'),
  market('ETH', 'AUD'),
  market('POL', 'USD'),
  market('POL', 'EUR'),
  market('BNB', 'USD'),
  market('BNB', 'EUR'),
  market('AVAX', 'USD'),
  market('AVAX', 'EUR'),
  market('TRX', 'USD'),
  market('TRX', 'EUR'),
  market('USDC', 'USD'),
  market('USDT', 'USD', 'USDTZUSD'),
  market('DAI', 'USD'),
  market('EUR', 'USD', 'ZEURZUSD'),
  market('GBP', 'USD', 'ZGBPZUSD'),
  market('AUD', 'USD'),
  market('USD', 'JPY', 'ZUSDZJPY'),
  market('USD', 'CAD', 'ZUSDZCAD'),
  market('USD', 'CHF'),
]

/**
 * Kraken's ticker for all markets that are wanted in one answer (`GET /0/public/Ticker`, no key, about one call a second). One market
 * that is no longer there has the whole question refused: then everything is asked for. It tells no time.
 */
export function kraken(origin = 'https://api.kraken.com'): PriceSource {
  const url = `${origin}/0/public/Ticker`
  return {
    id: 'kraken',

    intervalMs: 30_000,
    async read(ask) {
      const wanted = `${url}?pair=${MARKETS.map(({ name }) => name).join(',')}`
      const { result, at } = (await tickers(wanted, ask)) ?? (await tickers(url, ask)) ?? refuse()
      return MARKETS.flatMap((one) => told(one, result[one.key ?? one.name] ?? result[one.name], at))
    },
  }
}

/** Null where a market is unknown. */
async function tickers(url: string, ask: Ask) {
  const { body, at } = await askJson(url, ask)
  const { error, result } = fieldsOf(body, 'the answer')
  const errors = Array.isArray(error) ? error.map(String) : []
  if (errors.some((one) => one.includes('Unknown asset pair'))) return null
  if (errors.some((one) => one.includes('Rate limit') || one.includes('Too many requests')))
    throw new RateSourceError('rate_limited', 'it asks to be left alone')
  // What begins with W is a warning beside the result.
  if (errors.some((one) => !one.startsWith('W'))) refuse()
  return { result: fieldsOf(result, 'result'), at }
}

function refuse(): never {
  throw new RateSourceError('bad_response', 'the answer names an error')
}

function told({ base, quote }: Market, ticker: unknown, at: Date): SourcePrice[] {
  if (!isFields(ticker)) return []
  const first = (side: unknown) => (Array.isArray(side) ? priceOf(side[0]) : null)
  const middle = middlePrice(first(ticker.b), first(ticker.a), MAX_SPREAD_BPS)
  if (middle === null) return []
  if (base !== 'USD') return [{ base, quote, value: middle, at }]
  const value = inversePrice(middle)
  return value ? [{ base: quote, quote: 'USD', value, at }] : []
}
