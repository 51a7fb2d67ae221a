import { parseUnits } from '@/lib/domain/money'
import { ratio } from '@/lib/domain/rational'
import type { RateSource } from './port'

const PLACES = 18

/**
 * Rates the operator wrote down (`ETH/USD=3318.50`), and par for stablecoins of that fiat currency. A pair that is not
 * there has no rate, so that its payment methods pause (D3).
 */
export function fixedRates(entries: readonly string[]): RateSource {
  const rates = new Map<string, bigint>()
  for (const entry of entries) {
    const [pair = '', value = ''] = entry.split('=')
    const parsed = parseUnits(value, PLACES)
    if (!parsed) throw new Error(`FIXED_RATES: ${entry} is not a rate`)
    rates.set(pair, parsed)
  }
  return {
    rate(token, fiat) {
      const written = rates.get(`${token.symbol}/${fiat}`)
      if (written)
        return Promise.resolve({ value: ratio(written, 10n ** BigInt(PLACES)), source: 'operator' })
      const par = token.stablecoin?.currency === fiat ? { value: ratio(1n, 1n), source: 'par' } : null
      return Promise.resolve(par)
    },
  }
}
