import type { InvoicesErrorCode, SessionsErrorCode } from './openapi.gen.js'

/** What can go wrong on this side, without an answer that says so. */
export type LocalErrorCode =
  | 'invalid_option'
  | 'invalid_decimal'
  | 'connection_failed'
  | 'timeout'
  | 'wait_timeout'
  | 'unexpected_answer'
  | 'signature_missing'
  | 'signature_mismatch'
  | 'timestamp_out_of_tolerance'
  | 'invalid_payload'

/** A code of the API in the words of its part, one of this client's, or one that came after it was made. */
export type CheckoutErrorCode = InvoicesErrorCode | SessionsErrorCode | LocalErrorCode | (string & {})

/** The same in every copy of the package. */
const BRAND = Symbol.for('crypto-checkout-sdk.error')

/**
 * Whatever this client throws, but for the reason of a signal that ended a call. Tell errors apart by `code` or `name`: `instanceof` fails
 * where a bundle holds the package twice.
 */
export class CheckoutError extends Error {
  override get name(): string {
    return 'CheckoutError'
  }

  constructor(
    readonly code: CheckoutErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }

  get [BRAND](): true {
    return true
  }
}

/** There was no answer: no connection, or it broke off. The request may have arrived all the same. */
export class ConnectionError extends CheckoutError {
  override get name(): string {
    return 'ConnectionError'
  }
}

/** One try took longer than `timeout`, or a wait longer than its own. */
export class TimeoutError extends CheckoutError {
  override get name(): string {
    return 'TimeoutError'
  }
}

/** A webhook is not what this server has signed just now. Answer it with a 400. */
export class WebhookError extends CheckoutError {
  override get name(): string {
    return 'WebhookError'
  }
}

/** Everything that an answer says about a refusal; both parts of the API have a form of their own. */
export type Refusal = {
  status: number
  code: CheckoutErrorCode
  message: string
  /** Finds the request in the server's log. */
  requestId: string | null
  /** The kind of refusal, in the words of its part of the API. */
  type: string | null
  /** The path of what is wrong, such as `items[0].unit_price`. */
  param: string | null
  /** What it must keep to. */
  constraints: Readonly<Record<string, unknown>> | null
  /** Where several things are wrong: all of them. */
  errors: readonly {
    code: string
    message: string
    field?: string
    constraints?: Readonly<Record<string, unknown>>
  }[]
  /** What to do about it. */
  suggestions: readonly string[]
  documentationUrl: string | null
  /** Seconds after which the same request may get through. */
  retryAfter: number | null
}

/** The API refused, or failed. */
export class ApiError extends CheckoutError implements Refusal {
  override get name(): string {
    return 'ApiError'
  }
  readonly status: number
  readonly requestId: string | null
  readonly type: string | null
  readonly param: string | null
  readonly constraints: Refusal['constraints']
  readonly errors: Refusal['errors']
  readonly suggestions: Refusal['suggestions']
  readonly documentationUrl: string | null
  readonly retryAfter: number | null

  constructor(refusal: Refusal) {
    super(refusal.code, refusal.message)
    this.status = refusal.status
    this.requestId = refusal.requestId
    this.type = refusal.type
    this.param = refusal.param
    this.constraints = refusal.constraints
    this.errors = refusal.errors
    this.suggestions = refusal.suggestions
    this.documentationUrl = refusal.documentationUrl
    this.retryAfter = refusal.retryAfter
  }
}

/** 400, 405, 413, 415, 422: something in the request is missing or wrong; `param` names it. */
export class InvalidRequestError extends ApiError {
  override get name(): string {
    return 'InvalidRequestError'
  }
}

/** 401: there is no valid key. */
export class AuthenticationError extends ApiError {
  override get name(): string {
    return 'AuthenticationError'
  }
}

/** 403: the key may not do this. */
export class PermissionError extends ApiError {
  override get name(): string {
    return 'PermissionError'
  }
}

/** 404: there is nothing with this id for this merchant in the key's mode. */
export class NotFoundError extends ApiError {
  override get name(): string {
    return 'NotFoundError'
  }
}

/** 409: it does not go with what is so already. */
export class ConflictError extends ApiError {
  override get name(): string {
    return 'ConflictError'
  }
}

/** 429: too many requests; `retryAfter` says how long to wait. */
export class RateLimitError extends ApiError {
  override get name(): string {
    return 'RateLimitError'
  }
}

/** 5xx: the server failed, or cannot do it right now. */
export class ServerError extends ApiError {
  override get name(): string {
    return 'ServerError'
  }
}

const OF_STATUS: Readonly<Record<number, new (refusal: Refusal) => ApiError>> = {
  400: InvalidRequestError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  405: InvalidRequestError,
  409: ConflictError,
  413: InvalidRequestError,
  415: InvalidRequestError,
  422: InvalidRequestError,
  429: RateLimitError,
}

/** The error that a refusal's status stands for. */
export function apiError(refusal: Refusal): ApiError {
  const Class = OF_STATUS[refusal.status] ?? (refusal.status >= 500 ? ServerError : ApiError)
  return new Class(refusal)
}

/** Whether something thrown is this client's error, whichever copy of the package threw it. */
export function isCheckoutError(error: unknown): error is CheckoutError {
  return typeof error === 'object' && error !== null && BRAND in error
}

/** Whether something thrown is an answer of the API that is no success, and if asked for, one with this code. */
export function isApiError(error: unknown, code?: CheckoutErrorCode): error is ApiError {
  return isCheckoutError(error) && 'status' in error && (code === undefined || error.code === code)
}
