import { FIATS, type Fiat } from '@/lib/domain/money'

/** What can be paid with, as sources call it. */
export const PRICED_TOKENS = ['ETH', 'POL', 'BNB', 'AVAX', 'TRX', 'USDC', 'USDT', 'DAI'] as const
export type PricedToken = (typeof PRICED_TOKENS)[number]

/** The same coin under the name it has where it is issued: its price is the original's. */
const PRICED_AS: Readonly<Record<string, PricedToken>> = { USDT0: 'USDT' }

/** The name under which a token has a price; null for one that no source knows. */
export function pricedAs(symbol: string): PricedToken | null {
  return PRICED_AS[symbol] ?? PRICED_TOKENS.find((one) => one === symbol) ?? null
}

/** Everything but the dollar, which the others are told in. */
export const OTHER_FIATS: readonly Fiat[] = FIATS.filter((fiat) => fiat !== 'USD')

/** Wider than this, the middle of a market says nothing. */
export const MAX_SPREAD_BPS = 100
