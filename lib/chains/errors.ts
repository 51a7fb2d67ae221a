/** Why a chain could not be read. All of them delay a network; none is a fact about money. */
export type ChainErrorCode =
  | 'rate_limited'
  | 'timeout'
  | 'range_too_large'
  | 'too_many_topics'
  | 'lagging'
  | 'bad_response'
  | 'unavailable'
  | 'wrong_chain'
  | 'budget_spent'

/** Told apart by `code` (bundles break `instanceof`). The message names no URL: RPC URLs carry keys. */
export class ChainError extends Error {
  override readonly name = 'ChainError'
  constructor(
    readonly code: ChainErrorCode,
    message: string,
  ) {
    super(message)
  }
}

export function isChainError(error: unknown): error is ChainError {
  return error !== null && typeof error === 'object' && 'name' in error && error.name === 'ChainError'
}
