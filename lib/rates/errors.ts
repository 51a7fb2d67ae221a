/** Why a source gave nothing. */
export type RateSourceCode = 'timeout' | 'unavailable' | 'rate_limited' | 'bad_response'

/** A source gave nothing that can be used. The message holds no URL, which may hold a key. */
export class RateSourceError extends Error {
  override readonly name = 'RateSourceError'
  constructor(
    readonly code: RateSourceCode,
    message: string,
    /** How long it asks to be left alone, in milliseconds. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message)
  }
}

export function isRateSourceError(error: unknown): error is RateSourceError {
  return error !== null && typeof error === 'object' && 'name' in error && error.name === 'RateSourceError'
}
