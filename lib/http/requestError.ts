import type { ErrorDetail } from '@/lib/domain/errors'

/** What can be wrong with a request before any use case sees it. */
export type RequestErrorCode =
  | 'INVALID_JSON'
  | 'INVALID_IDEMPOTENCY_KEY'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'ROUTE_NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'CROSS_ORIGIN_REFUSED'
  | 'IDEMPOTENCY_CONFLICT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_MANY_STREAMS'
  | 'RATE_LIMITED'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_ERROR'

/** A refusal by the pipeline itself. Told apart by code, like the domain's own errors. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  constructor(
    readonly code: RequestErrorCode,
    message: string,
    readonly detail: ErrorDetail = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

export function isRequestError(error: unknown): error is RequestError {
  return error !== null && typeof error === 'object' && 'name' in error && error.name === 'RequestError'
}
