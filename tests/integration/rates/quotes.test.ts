import { beforeEach, describe, expect, it, test } from 'vitest'
import { GET as health } from '@/app/api/health/route'
import { ratePrices, rateSources } from '@/db/schema'
import { fixedRates } from '@/lib/rates/fixed'
import type { LiveRules } from '@/lib/rates/port'
import { SYSTEM } from '@/lib/services/events/recordEvents'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'
import { listInvoices } from '@/lib/services/invoices/listInvoices'
import { rateFor } from '@/lib/services/rates/rateFor'
import { refreshRates } from '@/lib/services/rates/refreshRates'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { PLACES, startExchanges, type Place } from '@/tests/support/exchanges'
import { invoiceInput } from '@/tests/support/world'

const RULES: LiveRules = {
  sources: PLACES,
  minSources: 2,
  maxAgeMs: 300_000,
  deviationBps: 200,
  jumpBps: 1000,
  jumpHoldMs: 600_000,
  pegBps: 100,
}

const world = await testApp()
const exchanges = await startExchanges(() => world.app.clock.now())
const app = { ...world.app, rates: fixedRates([], RULES) }
const merchant = await world.merchant()
const actor = { merchantId: merchant.id, mode: 'live' as const, ...SYSTEM }
const make = (input: Partial<CreateInvoiceInput> & { total?: string } = {}) =>
  createInvoice(app, actor, invoiceInput(input))

/** Everything is due at once and asked. */
async function refresh(places: readonly Place[] = PLACES) {
  await app.db.update(rateSources).set({ nextAt: new Date(0), leaseUntil: null })
  return refreshRates(
    app,
    places.map((place) => exchanges.sources[place]),
    { budgetMs: 5_000 },
  )
}

beforeEach(async () => {
  exchanges.reset()
  await app.db.delete(ratePrices)
  world.advance(3_600_000)
})

const NOTHING = {
  limit: 20,
  after: null,
  status: null,
  createdAfter: null,
  createdBefore: null,
  search: null,
  exception: null,
  named: null,
} as const
const ETHER = { symbol: 'ETH', stablecoin: null }
const TETHER = { symbol: 'USDT', stablecoin: { currency: 'USD' as const } }
const refused = (reason: string, field = 'crypto_currency') =>
  expect.objectContaining({
    code: 'RATE_UNAVAILABLE',
    detail: expect.objectContaining({ field, constraints: { reason } }),
  })

describe('D3: a quote from live sources', () => {
  it('takes the median, and keeps which sources it was made of', async () => {
    exchanges.says('kraken', { ETH: 2010 })
    exchanges.says('coingecko', { ETH: 2500 })
    await refresh()
    const { option, invoice } = await make({ cryptoCurrency: 'ETH', total: '20.00' })
    expect([option.rateNum / option.rateDen, option.rateSource]).toEqual([2000n, 'median'])
    expect(option.quotedAmount).toBe(10n ** 16n)
    const [leg] = option.rateInputs.legs
    expect(leg).toMatchObject({ pair: 'ETH/USD', kind: 'median', value: '2000', median: '2000' })
    expect(leg?.used.map(({ source }) => source).toSorted()).toEqual([
      'bitfinex',
      'bitstamp',
      'coinbase',
      'kraken',
    ])
    expect(leg?.leftOut).toMatchObject([{ source: 'coingecko', value: '2500', why: 'deviates' }])
    expect([invoice.usdNum, invoice.usdDen]).toEqual([1n, 1n])
  })

  it('of a stablecoin is par while the peg holds, and what the sources said is kept all the same (D10)', async () => {
    exchanges.says('all', { USDT: 0.995 })
    await refresh()
    const { option } = await make({ total: '16.49' })
    expect([option.quotedAmount, option.rateSource]).toEqual([16_490_000n, 'par'])
    expect(option.rateInputs.legs[0]).toMatchObject({ kind: 'par', value: '1', median: '0.995' })
  })

  it('pauses a stablecoin that is off its peg, and nothing else', async () => {
    exchanges.says('all', { USDT: 0.98 })
    await refresh()
    await expect(make()).rejects.toEqual(refused('off_peg'))
    await expect(make({ cryptoCurrency: 'USDC' })).resolves.toBeDefined()
    await expect(make({ cryptoCurrency: 'ETH' })).resolves.toBeDefined()
  })

  it('pauses where fewer than two sources are fresh', async () => {
    await refresh(['kraken'])
    await expect(make({ cryptoCurrency: 'ETH' })).rejects.toEqual(refused('too_few_sources'))
    await refresh(['kraken', 'bitstamp'])
    await expect(make({ cryptoCurrency: 'ETH' })).resolves.toBeDefined()
    world.advance(300_001)
    await expect(make({ cryptoCurrency: 'ETH' })).rejects.toEqual(refused('too_few_sources'))
  })

  it('pauses where sources contradict each other, and while a price has just jumped', async () => {
    exchanges.says('kraken', { ETH: 2100 })
    await refresh(['kraken', 'bitstamp'])
    await expect(make({ cryptoCurrency: 'ETH' })).rejects.toEqual(refused('sources_disagree'))

    exchanges.reset()
    await refresh()
    exchanges.says('all', { ETH: 1500 })
    for (let minute = 0; minute < 10; minute += 1) {
      world.advance(60_000)
      await refresh()
      await expect(make({ cryptoCurrency: 'ETH' })).rejects.toEqual(refused('price_jumped'))
    }
    world.advance(60_000)
    await refresh()
    expect((await make({ cryptoCurrency: 'ETH', total: '15.00' })).option.quotedAmount).toBe(10n ** 16n)
  })

  it('never mixes what is written down with what sources say of the same pair, and names both where it crosses them', async () => {
    await refresh()
    const written = { ...app, rates: fixedRates(['ETH/USD=1000'], RULES) }
    const own = await rateFor(written, ETHER, 'USD')
    expect(own.rate).toMatchObject({ source: 'operator', value: { num: 1000n, den: 1n } })
    const crossed = await rateFor(written, { symbol: 'BNB', stablecoin: null }, 'CHF')
    expect(crossed.rate?.source).toBe('median')
    const mixed = await rateFor(
      { ...app, rates: fixedRates(['DOGE/USD=0.32'], RULES) },
      { symbol: 'DOGE', stablecoin: null },
      'CHF',
    )
    expect(mixed.rate).toMatchObject({ source: 'operator+median', inputs: { crossed: true } })
    expect((await rateFor(app, { symbol: 'DOGE', stablecoin: null }, 'USD')).reason).toBe('no_source')
  })
})

test('a token that somebody added by its address is not worth what its namesake is', async () => {
  await refresh()
  const namesake = { symbol: 'AVAX', stablecoin: null, added: true }
  expect((await rateFor(app, namesake, 'USD')).reason).toBe('no_source')
  const written = { ...app, rates: fixedRates(['AVAX/USD=25', 'SHOP/USD=2'], RULES) }
  expect((await rateFor(written, namesake, 'USD')).reason).toBe('no_source')
  expect(
    (await rateFor(written, { symbol: 'SHOP', stablecoin: null, added: true }, 'USD')).rate?.source,
  ).toBe('operator')
})

describe('other currencies', () => {
  beforeEach(async () => {
    await refresh()
  })

  test.each([
    // 20 euros at 1.25 dollars are 25 dollars.
    ['EUR', '20.00', 25_000_000n],
    // 2,000 yen at 0.008.
    ['JPY', '2000', 16_000_000n],
    // 4.250 dinars at 3.2.
    ['KWD', '4.250', 13_600_000n],
    ['CHF', '10.00', 12_800_000n],
  ])('%s %s in USDT is par by what the currency is worth', async (currency, total, wanted) => {
    const { option } = await makeIn(currency, total)
    // What was told in sixteen places is within a millionth of it.
    const off = option.quotedAmount - wanted
    expect(off < 0n ? -off : off).toBeLessThanOrEqual(1n)
    expect(option.rateSource).toBe('par+median')
    expect(option.rateInputs).toMatchObject({ crossed: true, legs: [{ kind: 'par' }, { kind: 'median' }] })
  })

  it('a market of token and currency comes before crossing them', async () => {
    const { rate } = await rateFor(app, ETHER, 'EUR')
    expect(rate).toMatchObject({ source: 'median', inputs: { crossed: false, legs: [{ pair: 'ETH/EUR' }] } })
    const yen = await rateFor(app, { symbol: 'BNB', stablecoin: null }, 'JPY')
    expect(yen.rate?.inputs.legs.map(({ pair }) => pair)).toEqual(['BNB/USD', 'JPY/USD'])
  })

  it('a stablecoin off its peg is off it in every currency', async () => {
    exchanges.says('all', { USDT: 0.98 })
    await refresh()
    expect((await rateFor(app, TETHER, 'EUR')).reason).toBe('off_peg')
  })

  it('refuses more places than the currency has', async () => {
    await expect(makeIn('JPY', '2000.50')).rejects.toMatchObject({
      code: 'INVALID_AMOUNT',
      detail: { field: 'items[0].unit_price', constraints: { max_decimals: 0, currency: 'JPY' } },
    })
    await expect(makeIn('USD', '1.999')).rejects.toMatchObject({ code: 'INVALID_AMOUNT' })
    await expect(makeIn('KWD', '1.999')).resolves.toBeDefined()
  })

  it('D7: limits are in dollars, whatever the currency', async () => {
    // 0.50 dollars are 62.5 yen, rounded half up to cents; 10,000 are 8,000 euros.
    await expect(makeIn('JPY', '61')).rejects.toMatchObject({
      code: 'INVALID_AMOUNT',
      message: 'Invoice amount must be between 63 and 1250000 JPY',
    })
    await expect(makeIn('JPY', '63')).resolves.toBeDefined()
    await expect(makeIn('EUR', '8000.00')).resolves.toBeDefined()
    await expect(makeIn('EUR', '8000.01')).rejects.toMatchObject({ code: 'INVALID_AMOUNT' })
  })

  it('S7, D8: the tier goes by dollars rounded up, the merchant’s threshold is a dollar in any currency', async () => {
    const tier = async (currency: string, total: string) =>
      (await makeIn(currency, total)).option.amountConfirmations
    expect(await tier('JPY', '12498')).toBe(1)
    expect(await tier('JPY', '12499')).toBe(12)
    expect(await tier('EUR', '80.00')).toBe(12)
    expect(await tier('EUR', '79.99')).toBe(1)
    expect((await makeIn('JPY', '2000')).invoice.overpaymentMinor).toBe(125n)
    expect((await makeIn('KWD', '4.250')).invoice.overpaymentMinor).toBe(312n)
  })

  it('refuses a currency that nobody can value now', async () => {
    await app.db.delete(ratePrices)
    await expect(makeIn('CHF', '10.00')).rejects.toEqual(refused('no_source', 'currency'))
  })

  function makeIn(currency: string, total: string) {
    const [whole = '0', fraction = ''] = total.split('.')
    return make({
      currency,
      amountPlaces: 3,
      items: [
        {
          name: 'One',
          description: null,
          quantity: '1',
          unitPriceMinor: `${whole}${fraction.padEnd(3, '0')}`.replace(/^0+(?=\d)/, ''),
        },
      ],
    })
  }
})

describe('refreshing', () => {
  it('asks each source once, however many runs there are, and not before it is due', async () => {
    await refresh()
    exchanges.reset()
    const sources = PLACES.map((place) => exchanges.sources[place])
    const again = () => refreshRates(app, sources, { budgetMs: 5_000 })
    expect((await again()).every(({ outcome }) => outcome === 'not_due')).toBe(true)
    world.advance(30_000)
    await Promise.all([again(), again(), again()])
    expect(PLACES.map((place) => exchanges.asked(place).length)).toEqual([1, 1, 1, 1, 0, 0])
  })

  it('a source that is away fails alone, is asked ever more seldom, and says so in health', async () => {
    exchanges.answers('kraken', (_, response) => response.writeHead(404).end())
    const outcomes = await refresh()
    expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([
      { source: 'kraken', outcome: 'failed' },
    ])
    await expect(make({ cryptoCurrency: 'ETH' })).resolves.toBeDefined()
    const told = await ask(app, health, '/api/health')
    expect(told.json.rates).toMatchObject({
      sources: expect.arrayContaining([
        { id: 'kraken', age_seconds: expect.anything(), last_error: 'bad_response: HTTP 404' },
        { id: 'bitstamp', age_seconds: 0, last_error: null },
      ]),
      paused: [],
    })
    const pauses: number[] = []
    for (let count = 0; count < 6; count += 1) {
      await refresh()
      const row = (await app.db.select().from(rateSources)).find(({ source }) => source === 'kraken')
      pauses.push(((row?.nextAt.getTime() ?? 0) - app.clock.now().getTime()) / 1000)
    }
    expect(pauses).toEqual([120, 240, 480, 900, 900, 900])
  })

  it('health names what is paused, and why', async () => {
    await refresh(['kraken'])
    const told = await ask(app, health, '/api/health')
    expect(told.json).toMatchObject({
      status: 'degraded',
      rates: { paused: expect.arrayContaining([{ pair: 'ETH/USD', reason: 'too_few_sources' }]) },
    })
  })
})

describe('lists by amount', () => {
  it('compare totals in the currency of each invoice', async () => {
    await refresh()
    const of = async (currency: string, minor: string) => {
      const items = [{ name: 'One', description: null, quantity: '1', unitPriceMinor: minor }]
      return (await make({ currency, items, title: 'By amount' })).invoice.id
    }
    const [euros, yen, dinars] = [await of('EUR', '5000'), await of('JPY', '5000'), await of('KWD', '5000')]
    const found = async (atLeast: bigint, atMost: bigint, currency: string | null = null) => {
      const filter = { ...NOTHING, amountAtLeastMinor: atLeast, amountAtMostMinor: atMost, currency }
      const page = await listInvoices(app, actor, { ...filter, search: 'amount' })
      return page.invoices.map(({ invoice }) => invoice.id).toSorted()
    }
    expect(await found(50_00n, 50_00n)).toEqual([euros])
    expect(await found(5_000_00n, 5_000_00n)).toEqual([yen])
    expect(await found(5_00n, 5_00n)).toEqual([dinars])
    expect(await found(5_00n, 5_000_00n)).toEqual([dinars, yen, euros].toSorted())
    expect(await found(1n, 5_000_00n, 'JPY')).toEqual([yen])
  })
})
