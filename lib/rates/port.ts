import type { Rate } from '@/lib/domain/quote'
import type { Token } from '@/lib/chains/network'

/** What one whole token is worth in a fiat currency now; null when no trustworthy answer is there (D3). */
export type RateSource = {
  rate(token: Pick<Token, 'symbol' | 'stablecoin'>, fiat: string): Promise<Rate | null>
}
