import type { Network, Token } from './network'

/** What an invoice can be paid in: a listed token, or the native coin, which has no address. */
export type PayableToken = Omit<Token, 'address'> & { address: string | null }

/** Everything payable on a network, the native coin last where it is. */
export function payableTokens(network: Network): PayableToken[] {
  const native = { ...network.native, address: null, stablecoin: null }
  return network.nativePayable === false ? [...network.tokens] : [...network.tokens, native]
}

export function payableBySymbol(network: Network, symbol: string): PayableToken | undefined {
  return payableTokens(network).find((token) => token.symbol === symbol)
}

/** By contract address in display form; null is the native coin. */
export function payableByAddress(network: Network, address: string | null): PayableToken | undefined {
  return payableTokens(network).find((token) => token.address === address)
}
