import { expect, test } from 'vitest'
import { rateFacts } from './rateFacts'

const at = '2026-01-15T10:00:00.000Z'

test('D3: what a rate was made of is told source by source, and which was left out why', () => {
  const facts = rateFacts({
    crossed: true,
    legs: [
      {
        pair: 'ETH/USD',
        kind: 'median',
        value: '2000',
        median: '2000',
        used: [{ source: 'kraken', value: '2000.123456789', at }],
        leftOut: [{ source: 'coingecko', value: '2500', at, why: 'deviates' }],
      },
      {
        pair: 'JPY/USD',
        kind: 'operator',
        value: '0.0065',
        median: null,
        used: [],
        leftOut: [{ source: 'ecb', value: '0.006543211', at, why: 'stale' }],
      },
    ],
  })
  expect(facts).toEqual({
    source: 'The median of its sources; written down by the operator',
    heard: [
      { pair: 'ETH/USD', from: 'Kraken', value: '2000.123457', leftOut: null },
      { pair: 'ETH/USD', from: 'CoinGecko', value: '2500.00', leftOut: 'away from the others' },
      { pair: 'JPY/USD', from: 'European Central Bank', value: '0.006543211', leftOut: 'too old' },
    ],
  })
})
