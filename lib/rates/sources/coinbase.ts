import { inversePrice } from '@/lib/domain/prices'
import { askJson } from '../ask'
import { OTHER_FIATS, PRICED_TOKENS } from '../markets'
import type { PriceSource, SourcePrice } from '../port'
import { fieldsOf, priceOf } from '../reading'

/** Takes USDC for a dollar by definition, so that what it says of it is no witness of the peg. */
const UNTOLD: readonly string[] = ['USDC']

/**
 * Coinbase's exchange rates: how much of everything a dollar is, in one answer (`GET /v2/exchange-rates?currency=USD`, no key). It tells no
 * time, so that the answer's counts.
 */
export function coinbase(origin = 'https://api.coinbase.com'): PriceSource {
  return {
    id: 'coinbase',

    intervalMs: 30_000,
    async read(ask) {
      const { body, at } = await askJson(`${origin}/v2/exchange-rates?currency=USD`, ask)
      const rates = fieldsOf(fieldsOf(fieldsOf(body, 'the answer').data, 'data').rates, 'rates')
      return [...PRICED_TOKENS, ...OTHER_FIATS].flatMap((base): SourcePrice[] => {
        const perDollar = UNTOLD.includes(base) ? null : priceOf(rates[base])
        const value = perDollar && inversePrice(perDollar)
        return value ? [{ base, quote: 'USD', value, at }] : []
      })
    },
  }
}
