/** What sources are called by people, by id. */
export const RATE_SOURCE_NAMES: Readonly<Record<string, string>> = {
  coinbase: 'Coinbase',
  kraken: 'Kraken',
  bitstamp: 'Bitstamp',
  bitfinex: 'Bitfinex',
  coingecko: 'CoinGecko',
  ecb: 'European Central Bank',
  chainlink: 'Chainlink feeds',
}
