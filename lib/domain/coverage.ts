import { compare, ONE, type Ratio } from './rational'

/** `network:token`, such as `local:USDC`. */
export type Asset = `${string}:${string}`

export type Coverage = 'none' | 'partial' | 'exact' | 'over'

export function assetOf(network: string, token: string): Asset {
  return `${network}:${token}`
}

/** In words how much of an invoice a share pays; inside the tolerances it is exact. */
export function coverageOf(share: Ratio, judged: { covered: boolean; over: boolean }): Coverage {
  if (judged.over && compare(share, ONE) > 0) return 'over'
  if (judged.covered) return 'exact'
  return share.num === 0n ? 'none' : 'partial'
}
