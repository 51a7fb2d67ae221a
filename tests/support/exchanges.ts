import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { bitfinex } from '@/lib/rates/sources/bitfinex'
import { bitstamp } from '@/lib/rates/sources/bitstamp'
import { coinbase } from '@/lib/rates/sources/coinbase'
import { coingecko } from '@/lib/rates/sources/coingecko'
import { ecb } from '@/lib/rates/sources/ecb'
import { kraken } from '@/lib/rates/sources/kraken'
import type { PriceSource } from '@/lib/rates/port'

export const PLACES = ['coinbase', 'kraken', 'bitstamp', 'bitfinex', 'coingecko', 'ecb'] as const
export type Place = (typeof PLACES)[number]
type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** What everything is worth in dollars, as whole hundred-thousandths so that tests can reckon with it. */
export type Worth = Record<string, number>

const WORTH: Worth = {
  ETH: 2000,
  POL: 0.5,
  BNB: 600,
  AVAX: 25,
  TRX: 0.25,
  USDC: 1,
  USDT: 1,
  DAI: 1,
  EUR: 1.25,
  GBP: 1.6,
  CHF: 1.28,
  JPY: 0.008,
  CAD: 0.8,
  AUD: 0.64,
  KWD: 3.2,
}

const KRAKEN: Record<string, string> = {
  ETHUSD: 'XETHZUSD',
  ETHEUR: 'XETHZEUR',
  ETHGBP: 'XETHZGBP',
  ETHJPY: 'XETHZJPY',
  ETHCAD: 'XETHZCAD',
  USDTUSD: 'USDTZUSD',
  EURUSD: 'ZEURZUSD',
  GBPUSD: 'ZGBPZUSD',
  USDJPY: 'ZUSDZJPY',
  USDCAD: 'ZUSDZCAD',
}
const BITFINEX: Record<string, string> = { UST: 'USDT', UDC: 'USDC' }
const COINGECKO: Record<string, string> = {
  ethereum: 'ETH',
  'polygon-ecosystem-token': 'POL',
  binancecoin: 'BNB',
  'avalanche-2': 'AVAX',
  tron: 'TRX',
  'usd-coin': 'USDC',
  tether: 'USDT',
  dai: 'DAI',
}

/**
 * A server that speaks the dialect of every public source, all telling the same prices unless a test says otherwise: `says` changes what
 * one of them tells, `answers` everything about its answer.
 */
export async function startExchanges(now: () => Date) {
  const told = new Map<Place, Worth>()
  const answers = new Map<Place, Answer>()
  const asked = new Map<Place, string[]>()

  const server = createServer((request, response) => {
    const place = placeOf(request.url ?? '')
    if (!place) return void response.writeHead(404).end()
    asked.set(place, [...(asked.get(place) ?? []), request.url ?? ''])
    const own = answers.get(place)
    if (own) return own(request, response)
    const worth = { ...WORTH, ...told.get(place) }
    const text = DIALECTS[place](worth, new URL(request.url ?? '', 'http://x').searchParams, now())
    response.writeHead(200, { 'content-type': place === 'ecb' ? 'text/xml' : 'application/json' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  afterAll(() => new Promise<unknown>((resolve) => (server.closeAllConnections(), server.close(resolve))))
  const sources: Record<Place, PriceSource> = {
    coinbase: coinbase(origin),
    kraken: kraken(origin),
    bitstamp: bitstamp(origin),
    bitfinex: bitfinex(origin),
    coingecko: coingecko(origin),
    ecb: ecb(origin),
  }
  return {
    origin,
    sources,
    asked: (place: Place) => asked.get(place) ?? [],
    says(place: Place | 'all', worth: Worth): void {
      for (const one of place === 'all' ? PLACES : [place]) told.set(one, { ...told.get(one), ...worth })
    },
    answers(place: Place | 'all', answer: Answer | null): void {
      for (const one of place === 'all' ? PLACES : [place]) {
        if (answer) answers.set(one, answer)
        else answers.delete(one)
      }
    },
    reset(): void {
      told.clear()
      answers.clear()
      asked.clear()
    },
  }
}

function placeOf(url: string): Place | null {
  if (url.startsWith('/v2/exchange-rates?')) return 'coinbase'
  if (url.startsWith('/0/public/Ticker')) return 'kraken'
  if (url === '/api/v2/ticker/') return 'bitstamp'
  if (url.startsWith('/v2/tickers?')) return 'bitfinex'
  if (url.startsWith('/api/v3/simple/price?')) return 'coingecko'
  return url === '/stats/eurofxref/eurofxref-daily.xml' ? 'ecb' : null
}

const number = (value: number) => value.toFixed(10).replace(/0+$/, '').replace(/\.$/, '')
const seconds = (at: Date) => `${Math.floor(at.getTime() / 1000)}`

/** What `1 base` is in `quote`. */
function price(worth: Worth, base: string, quote: string): string {
  const of = (code: string) => (code === 'USD' ? 1 : (worth[code] ?? 0))
  return number(of(base) / of(quote))
}

type Dialect = (worth: Worth, query: URLSearchParams, now: Date) => string

const DIALECTS: Record<Place, Dialect> = {
  coinbase: (worth) =>
    JSON.stringify({
      data: {
        currency: 'USD',
        rates: Object.fromEntries(
          Object.entries(worth).map(([code, value]) => [code, (1 / value).toFixed(16)]),
        ),
      },
    }),
  kraken: (worth, query) => {
    const wanted = query.get('pair')?.split(',') ?? [...Object.keys(KRAKEN), 'ETHCHF', 'XBTUSD']
    const tickers = wanted.map((name) => {
      const shown = price(worth, name.slice(0, -3), name.slice(-3))
      return [KRAKEN[name] ?? name, { a: [shown, '1', '1.000'], b: [shown, '1', '1.000'], c: [shown, '0.1'] }]
    })
    return JSON.stringify({ error: [], result: Object.fromEntries(tickers) })
  },
  bitstamp: (worth, _query, now) =>
    JSON.stringify(
      ['ETH', 'POL', 'AVAX', 'TRX', 'USDC', 'USDT', 'DAI', 'EUR', 'GBP', 'DOGE']
        .flatMap((base) => [`${base}/USD`, `${base}/EUR`, `${base}/GBP`])
        .map((pair) => {
          const [base = '', quote = ''] = pair.split('/')
          const shown = price(worth, base, quote)
          return { pair, timestamp: seconds(now), last: shown, bid: shown, ask: shown, volume: '12.5' }
        }),
    ),
  bitfinex: (worth, query) => {
    const tickers = (query.get('symbols') ?? '').split(',').map((symbol) => {
      const base = symbol.slice(1, -3).replace(':', '')
      const shown = price(worth, BITFINEX[base] ?? base, symbol.slice(-3))
      return `["${symbol}",${shown},12.5,${shown},7,0.1,0.001,${shown},1000,${shown},${shown}]`
    })
    return `[${tickers.join(',')}]`
  },
  coingecko: (worth, query, now) => {
    const currencies = (query.get('vs_currencies') ?? '').split(',').map((code) => code.toUpperCase())
    const coins = (query.get('ids') ?? '').split(',').map((id) => {
      const shown = currencies
        .filter((code) => code === 'USD' || worth[code])
        .map((code) => `"${code.toLowerCase()}":${price(worth, COINGECKO[id] ?? '', code)}`)
      return `"${id}":{${shown.join(',')},"last_updated_at":${seconds(now)}}`
    })
    return `{${coins.join(',')}}`
  },
  ecb: (worth, _query, now) => {
    const euro = worth.EUR ?? 1
    const codes = ['USD', 'JPY', 'GBP', 'CHF', 'CAD', 'AUD']
    const rows = codes.map(
      (code) =>
        `<Cube currency='${code}' rate='${(euro / (code === 'USD' ? 1 : (worth[code] ?? 1))).toFixed(6)}'/>`,
    )
    return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<Cube>
		<Cube time='${now.toISOString().slice(0, 10)}'>
			${rows.join('\n\t\t\t')}
		</Cube>
	</Cube>
</gesmes:Envelope>`
  },
}
