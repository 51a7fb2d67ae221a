import { beforeEach, describe, expect, it, test } from 'vitest'
import { isRateSourceError } from '@/lib/rates/errors'
import type { PriceSource, SourcePrice } from '@/lib/rates/port'
import { PRICE_ONE } from '@/lib/domain/prices'
import { PLACES, startExchanges, type Place } from '@/tests/support/exchanges'

const NOW = new Date('2026-01-15T13:00:00Z')
const exchanges = await startExchanges(() => NOW)
beforeEach(() => exchanges.reset())

const onChain = () => Promise.reject(new Error('asks no chain'))
const ask = () => ({ signal: AbortSignal.timeout(20_000), now: () => NOW, onChain })
const read = (place: Place) => exchanges.sources[place].read(ask())
const found = (prices: readonly SourcePrice[], base: string, quote = 'USD') =>
  prices.find((one) => one.base === base && one.quote === quote)

/** Within a few units of the last place, which inverting costs. */
function expectNear(actual: bigint | undefined, dollars: number): void {
  const wanted = BigInt(Math.round(dollars * 1e9)) * 10n ** 9n
  const off = (actual ?? 0n) - wanted
  expect(off < 0n ? -off : off).toBeLessThan(wanted / 10n ** 8n + 10n ** 6n)
}

/** What a source gave instead of prices: its refusal, or none. */
async function refusal(source: PriceSource): Promise<string> {
  try {
    const prices = await source.read(ask())
    return prices.length === 0 ? 'no price' : 'prices'
  } catch (error) {
    if (isRateSourceError(error)) return error.code
    throw error
  }
}

describe('what each source tells, out of one answer', () => {
  it('coinbase: everything a dollar buys, turned round; not USDC, which it takes for a dollar', async () => {
    const prices = await read('coinbase')
    expectNear(found(prices, 'ETH')?.value, 2000)
    expectNear(found(prices, 'KWD')?.value, 3.2)
    expectNear(found(prices, 'JPY')?.value, 0.008)
    expect(found(prices, 'USDC')).toBeUndefined()
    expect(prices.every((one) => one.at.getTime() === NOW.getTime())).toBe(true)
  })

  it('kraken: the middle of its markets under its older names, and yen the other way round', async () => {
    const prices = await read('kraken')
    expectNear(found(prices, 'ETH')?.value, 2000)
    expectNear(found(prices, 'ETH', 'EUR')?.value, 1600)
    expectNear(found(prices, 'USDT')?.value, 1)
    expectNear(found(prices, 'JPY')?.value, 0.008)
    expectNear(found(prices, 'CAD')?.value, 0.8)
    expect(exchanges.asked('kraken')).toHaveLength(1)
  })

  it('kraken: a market that is no longer there costs the others nothing', async () => {
    exchanges.answers('kraken', (request, response) => {
      const isAll = !request.url?.includes('pair=')
      const ticker = { a: ['2002.00', '1', '1'], b: ['1998.00', '1', '1'] }
      const body = isAll
        ? { error: [], result: { XETHZUSD: ticker, XXBTZUSD: ticker } }
        : { error: ['EQuery:Unknown asset pair'] }
      response.end(JSON.stringify(body))
    })
    expect(await read('kraken')).toEqual([{ base: 'ETH', quote: 'USD', value: 2000n * PRICE_ONE, at: NOW }])
  })

  it('bitstamp: every market with its own time, which is never ahead of ours', async () => {
    const prices = await read('bitstamp')
    expectNear(found(prices, 'ETH')?.value, 2000)
    expectNear(found(prices, 'ETH', 'GBP')?.value, 1250)
    expect(found(prices, 'DOGE')).toBeUndefined()
    const told = (timestamp: string) =>
      exchanges.answers('bitstamp', (_, response) =>
        response.end(JSON.stringify([{ pair: 'ETH/USD', timestamp, bid: '2000', ask: '2000' }])),
      )
    told(`${NOW.getTime() / 1000 - 86_400}`)
    expect((await read('bitstamp'))[0]?.at).toEqual(new Date('2026-01-14T13:00:00Z'))
    told(`${NOW.getTime() / 1000 + 86_400}`)
    expect((await read('bitstamp'))[0]?.at).toEqual(NOW)
    told('soon')
    expect(await read('bitstamp')).toEqual([])
  })

  it('bitfinex: lists under names of its own', async () => {
    const prices = await read('bitfinex')
    expectNear(found(prices, 'ETH')?.value, 2000)
    expectNear(found(prices, 'USDT')?.value, 1)
    expectNear(found(prices, 'USDC')?.value, 1)
    expectNear(found(prices, 'AVAX')?.value, 25)
    exchanges.answers('bitfinex', (_, response) => response.end('["error",10020,"symbols: invalid"]'))
    expect(await refusal(exchanges.sources.bitfinex)).toBe('bad_response')
  })

  it('coingecko: coins with their time, and currencies by what ether costs in them', async () => {
    const prices = await read('coingecko')
    expectNear(found(prices, 'BNB')?.value, 600)
    expectNear(found(prices, 'KWD')?.value, 3.2)
    expectNear(found(prices, 'CHF')?.value, 1.28)
    expect(found(prices, 'SEK')).toBeUndefined()
    const [url = ''] = exchanges.asked('coingecko')
    expect(new URL(url, 'http://x').searchParams.get('precision')).toBe('full')
  })

  it('ecb: reference rates of a day against the euro, good for days', async () => {
    const prices = await read('ecb')
    expectNear(found(prices, 'EUR')?.value, 1.25)
    expectNear(found(prices, 'JPY')?.value, 0.008)
    expectNear(found(prices, 'GBP')?.value, 1.6)
    expect(found(prices, 'KWD')).toBeUndefined()
    expect(found(prices, 'EUR')).toMatchObject({
      at: new Date('2026-01-15T12:00:00Z'),
      goodForMs: 5 * 86_400_000,
    })
  })

  it('what a cache has held is as old as the cache says', async () => {
    exchanges.answers('coinbase', (_, response) =>
      response.writeHead(200, { age: '120' }).end('{"data":{"currency":"USD","rates":{"EUR":"0.8"}}}'),
    )
    expect(await read('coinbase')).toMatchObject([{ base: 'EUR', at: new Date('2026-01-15T12:58:00Z') }])
  })
})

describe('D3: hostile answers give no price', () => {
  test.each(PLACES)('%s: HTML, an error under 200, a cut, another shape, nothing', async (place) => {
    const bodies = [
      '<!doctype html><h1>Just a moment...</h1>',
      '{"error":["EService:Unavailable"],"code":-1,"message":"busy"}',
      '[{"pair":"ETH/USD","bid":"2000',
      '{"data":{"rates":[]},"result":7}',
      '[]',
      'null',
      '"ok"',
      '',
      '{"a":1,"a":2}',
      '['.repeat(5000),
    ]
    for (const body of bodies) {
      exchanges.answers(place, (_, response) => response.end(body))
      expect(`${body.slice(0, 40)}: ${await refusal(exchanges.sources[place])}`).not.toMatch(/: prices$/)
    }
  })

  const values = [
    '"NaN"',
    '"-2000"',
    '"0"',
    '0',
    '-1',
    '"1e400"',
    '1e400',
    '""',
    'null',
    '"Infinity"',
    '{}',
    '[]',
    'true',
  ]
  const shaped: Record<Place, (value: string) => string> = {
    coinbase: (value) => `{"data":{"rates":{"ETH":${value}}}}`,
    kraken: (value) => `{"error":[],"result":{"XETHZUSD":{"a":[${value}],"b":[${value}]}}}`,
    bitstamp: (value) =>
      `[{"pair":"ETH/USD","timestamp":"${NOW.getTime() / 1000}","bid":${value},"ask":${value}}]`,
    bitfinex: (value) => `[["tETHUSD",${value},1,${value},1]]`,
    coingecko: (value) => `{"ethereum":{"usd":${value},"last_updated_at":${NOW.getTime() / 1000}}}`,
    ecb: (value) =>
      `<Cube time='2026-01-15'><Cube currency='USD' rate='${value.replaceAll('"', '')}'/></Cube></gesmes:Envelope>`,
  }
  test.each(PLACES)('%s: NaN, less than nothing, nothing, 1e400, no number', async (place) => {
    for (const value of values) {
      exchanges.answers(place, (_, response) => response.end(shaped[place](value)))
      expect(`${value}: ${await refusal(exchanges.sources[place])}`).not.toMatch(/: prices$/)
    }
  })

  test('markets whose bid and ask lie far apart or cross say nothing', async () => {
    for (const [bid, offered] of [
      ['1900', '2100'],
      ['2001', '2000'],
    ]) {
      const ticker = { pair: 'ETH/USD', timestamp: `${NOW.getTime() / 1000}`, bid, ask: offered }
      exchanges.answers('bitstamp', (_, response) => response.end(JSON.stringify([ticker])))
      expect(await read('bitstamp')).toEqual([])
    }
  })

  test('an answer without end is cut off, and not asked again', async () => {
    exchanges.answers('coinbase', (_, response) => {
      const more = () => void (response.write('x'.repeat(1024 * 1024)) && setImmediate(more))
      response.on('drain', more)
      more()
    })
    expect(await refusal(exchanges.sources.coinbase)).toBe('bad_response')
    expect(exchanges.asked('coinbase')).toHaveLength(1)
  })

  test('redirects are not followed', async () => {
    exchanges.answers('ecb', (_, response) => response.writeHead(302, { location: '/0/public/Ticker' }).end())
    expect(await refusal(exchanges.sources.ecb)).toBe('unavailable')
    expect(exchanges.asked('kraken')).toEqual([])
  })
})

describe('asking again', () => {
  test('a passing failure is asked again, with growing pauses', async () => {
    let count = 0
    exchanges.answers('coinbase', (_, response) => {
      count += 1
      if (count === 1) response.destroy()
      else if (count === 2) response.writeHead(503).end()
      else response.end('{"data":{"rates":{"EUR":"0.8"}}}')
    })
    expect(await refusal(exchanges.sources.coinbase)).toBe('prices')
    expect(count).toBe(3)
  })

  test('who is asked to slow down does, for as long as it is told', async () => {
    exchanges.answers('coingecko', (_, response) => response.writeHead(429, { 'retry-after': '90' }).end())
    await expect(read('coingecko')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 90_000 })
    exchanges.answers('kraken', (_, response) => response.end('{"error":["EAPI:Rate limit exceeded"]}'))
    await expect(read('kraken')).rejects.toMatchObject({ code: 'rate_limited' })
    expect([exchanges.asked('coingecko'), exchanges.asked('kraken')].map((one) => one.length)).toEqual([1, 1])
  })

  test('one that hangs is given up when the time is over', async () => {
    exchanges.answers('bitstamp', () => {})
    const source = exchanges.sources.bitstamp
    await expect(
      source.read({ signal: AbortSignal.timeout(100), now: () => NOW, onChain }),
    ).rejects.toMatchObject({
      code: 'timeout',
    })
  })
})
