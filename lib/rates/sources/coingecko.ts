import { crossPrice } from '@/lib/domain/prices'
import { askJson } from '../ask'
import { OTHER_FIATS, type PricedToken } from '../markets'
import type { PriceSource, SourcePrice } from '../port'
import { fieldsOf, isFields, priceOf, secondsOf } from '../reading'

const IDS: Readonly<Record<PricedToken, string>> = {
  ETH: 'ethereum',
  POL: 'polygon-ecosystem-token',
  BNB: 'binancecoin',
  AVAX: 'avalanche-2',
  TRX: 'tron',
  USDC: 'usd-coin',
  USDT: 'tether',
  DAI: 'dai',
}

/**
 * CoinGecko's averages over many exchanges (`GET /api/v3/simple/price`, no key, some five to fifteen calls a minute, renewed every
 * minute). What a currency is worth is what it asks for ether in both, since it tells coins alone.
 */
export function coingecko(origin = 'https://api.coingecko.com'): PriceSource {
  return {
    id: 'coingecko',

    intervalMs: 60_000,
    async read(ask) {
      const currencies = ['usd', ...OTHER_FIATS.map((fiat) => fiat.toLowerCase())]
      const query = new URLSearchParams({
        ids: Object.values(IDS).join(','),
        vs_currencies: currencies.join(','),
        include_last_updated_at: 'true',
        precision: 'full',
      })
      const { body, at } = await askJson(`${origin}/api/v3/simple/price?${query}`, ask)
      const coins = fieldsOf(body, 'the answer')
      const tokens = Object.entries(IDS).flatMap(([base, id]) => {
        const coin = coins[id]
        return isFields(coin) ? told(base, 'USD', priceOf(coin.usd), secondsOf(coin.last_updated_at), at) : []
      })
      const ether = coins[IDS.ETH]
      if (!isFields(ether)) return tokens
      const [dollars, since] = [priceOf(ether.usd), secondsOf(ether.last_updated_at)]
      const fiats = OTHER_FIATS.flatMap((fiat) => {
        const own = priceOf(ether[fiat.toLowerCase()])
        return told(fiat, 'USD', dollars && own && crossPrice(dollars, own), since, at)
      })
      return [...tokens, ...fiats]
    },
  }
}

function told(
  base: string,
  quote: string,
  value: bigint | null,
  since: Date | null,
  answered: Date,
): SourcePrice[] {
  return value && since ? [{ base, quote, value, at: since < answered ? since : answered }] : []
}
