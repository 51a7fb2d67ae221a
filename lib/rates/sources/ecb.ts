import { crossPrice, parsePrice, PRICE_ONE } from '@/lib/domain/prices'
import { askText } from '../ask'
import { RateSourceError } from '../errors'
import { OTHER_FIATS } from '../markets'
import type { PriceSource, SourcePrice } from '../port'

const HOUR_MS = 60 * 60_000
/** Set at 14:15 CET on working days of TARGET: over Easter they are four days old, and then a day is given for the answer. */
const GOOD_FOR_MS = 5 * 24 * HOUR_MS

/**
 * The European Central Bank's reference rates (`eurofxref-daily.xml`, no key, once a working day): how much of each currency a euro is.
 * The day they are of is told, and they count from the noon before they were set.
 */
export function ecb(origin = 'https://www.ecb.europa.eu'): PriceSource {
  return {
    id: 'ecb',

    intervalMs: HOUR_MS,
    async read(ask) {
      const { text, at: answered } = await askText(`${origin}/stats/eurofxref/eurofxref-daily.xml`, ask, {
        accept: 'application/xml, text/xml',
        maxBytes: 256 * 1024,
      })
      const day = /<Cube\s+time=["'](\d{4}-\d\d-\d\d)["']/.exec(text)?.[1]
      const at = new Date(`${day}T12:00:00Z`)
      if (!/<\/(?:\w+:)?Envelope>\s*$/.test(text) || Number.isNaN(at.getTime()))
        throw new RateSourceError('bad_response', 'the answer is no table of reference rates')
      const perEuro = ratesIn(text)
      const dollars = perEuro.get('USD')
      if (!dollars) throw new RateSourceError('bad_response', 'the table has no US dollar')
      return OTHER_FIATS.flatMap((fiat): SourcePrice[] => {
        const own = fiat === 'EUR' ? PRICE_ONE : perEuro.get(fiat)
        const value = own ? crossPrice(dollars, own) : null
        if (!value) return []
        return [
          { base: fiat, quote: 'USD', value, at: at < answered ? at : answered, goodForMs: GOOD_FOR_MS },
        ]
      })
    },
  }
}

function ratesIn(text: string): Map<string, bigint> {
  const rates = new Map<string, bigint>()
  for (const [, code = '', rate = ''] of text.matchAll(
    /<Cube\s+currency=["']([A-Z]{3})["']\s+rate=["']([\d.]{1,24})["']\s*\/>/g,
  )) {
    const price = parsePrice(rate)
    if (price) rates.set(code, price)
  }
  return rates
}
