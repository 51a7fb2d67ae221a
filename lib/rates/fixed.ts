import { parseUnits } from '@/lib/domain/money'
import { ratio, type Ratio } from '@/lib/domain/rational'
import type { LiveRules, RateBook } from './port'

const PLACES = 18

/**
 * Rates the operator wrote down (`ETH/USD=3318.50`), and the rules for what live sources say of every other pair. Without sources a
 * pair that is not there has no rate, so that its payment methods pause (D3). Throws where an entry is no rate.
 */
export function fixedRates(entries: readonly string[], live: LiveRules | null = null): RateBook {
  const rates = new Map<string, Ratio>()
  for (const entry of entries) {
    const [pair = '', value = ''] = entry.split('=')
    const parsed = parseUnits(value, PLACES)
    if (!parsed) throw new Error(`FIXED_RATES: ${entry} is not a rate`)
    rates.set(pair, ratio(parsed, 10n ** BigInt(PLACES)))
  }
  return { live, fixed: (base, quote) => rates.get(`${base}/${quote}`) ?? null }
}
