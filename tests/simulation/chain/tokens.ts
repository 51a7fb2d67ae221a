import { pad, numberToHex, getAddress } from 'viem'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'

/** How a contract that calls itself a token behaves. */
export type Behaviour =
  | 'plain'
  /** Logs what was sent and delivers 3 % less. */
  | 'fee'
  /** Its balances grow without a transfer. */
  | 'rebasing'
  /** Returns nothing when it moves. */
  | 'silent'
  /** Returns false and moves nothing out of a deposit address. */
  | 'false'
  /** Reverts when it is moved out of a deposit address. */
  | 'reverting'

export type ModelToken = {
  symbol: string
  address: string
  decimals: number
  behaviour: Behaviour
  /** In the product's registry. */
  listed: boolean
}

const at = (n: number) => getAddress(pad(numberToHex(0x70c0_0000 + n), { size: 20 }))

const token = (n: number, symbol: string, decimals: number, behaviour: Behaviour): ModelToken => ({
  symbol,
  address: at(n),
  decimals,
  behaviour,
  listed: true,
})

export const TOKENS: readonly ModelToken[] = [
  { symbol: 'USDC', address: LOCAL_USDC, decimals: 6, behaviour: 'plain', listed: true },
  { symbol: 'USDT', address: LOCAL_USDT, decimals: 6, behaviour: 'silent', listed: true },
  token(1, 'DAI', 18, 'plain'),
  token(2, 'WHOLE', 0, 'plain'),
  token(3, 'TAXED', 6, 'fee'),
  token(4, 'GROWS', 18, 'rebasing'),
  token(5, 'LIAR', 6, 'false'),
  token(6, 'STUCK', 6, 'reverting'),
  { ...token(7, 'USDC', 6, 'plain'), listed: false },
]

export function tokenBySymbol(symbol: string): ModelToken {
  const found = TOKENS.find((candidate) => candidate.symbol === symbol && candidate.listed)
  if (!found) throw new Error(`no token ${symbol}`)
  return found
}

/** Emits the same topics as the real ones and is listed nowhere. */
export const LOOK_ALIKE = at(7)
/** Says `Swept` like the factory. */
export const FALSE_FACTORY = at(8)

export const NATIVE = 'native'
