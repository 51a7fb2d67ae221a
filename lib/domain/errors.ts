/** Every reason a use case refuses, by code. Dialects map codes to statuses and bodies; nothing else tells errors apart. */
export type ErrorCode =
  | 'VALIDATION_FAILED'
  | 'INVALID_AMOUNT'
  | 'INVALID_ITEMS'
  | 'INVALID_CURSOR'
  | 'UNSUPPORTED_CURRENCY'
  | 'UNSUPPORTED_CRYPTO_CURRENCY'
  | 'PAYMENT_METHOD_REQUIRED'
  | 'PAYMENT_METHOD_PAUSED'
  | 'RATE_UNAVAILABLE'
  | 'MERCHANT_INACTIVE'
  | 'NOT_FOUND'
  | 'NOT_PERMITTED'
  | 'RIGHTS_EXCEEDED'
  | 'PLAN_LIMIT_REACHED'
  | 'API_KEY_ENDED'
  | 'API_KEYS_FULL'
  | 'PAYMENT_METHOD_EXISTS'
  | 'NETWORK_UNREACHABLE'
  | 'TRANSACTION_ALREADY_USED'
  | 'REGISTRATION_CLOSED'
  | 'EMAIL_TAKEN'
  | 'SLUG_TAKEN'
  | 'LINK_CLOSED'
  | 'INVOICE_NOT_CANCELLABLE'
  | 'INVOICE_NOT_COMPLETABLE'
  | 'PAYMENT_NOT_RECORDABLE'
  | 'EXCEPTION_NOT_OPEN'
  | 'EXTERNAL_ID_TAKEN'
  | 'BILLING_PAST_DUE'
  | 'REFUND_NOT_COVERED'
  | 'REFUND_NOT_OPEN'
  | 'QUOTE_NOT_RENEWABLE'
  | 'TRANSACTION_NOT_MINED'
  | 'TRANSACTION_FAILED'
  | 'TRANSACTION_UNRELATED'
  | 'TRANSACTION_OF_ANOTHER'
  | 'RELAY_REFUSED'
  | 'RELAY_UNAVAILABLE'
  | 'ADDRESS_MISMATCH'
  | 'TEST_MODE_ONLY'
  | 'TEST_INVOICE_BUSY'
  | 'TEST_INVOICE_FULL'
  | 'WEBHOOK_ENDPOINT_DISABLED'

export type Constraint = string | number | boolean | readonly string[]

type Place = {
  /** Path of the offending field in the request, such as `items[0].unit_price`. */
  field?: string
  /** What the field must keep to, for a program to read: bounds, allowed values, a pattern. */
  constraints?: Readonly<Record<string, Constraint>>
}

/** One of several things that are wrong with a request. */
export type Problem = Place & { code: ErrorCode; message: string }

export type ErrorDetail = Place & {
  suggestions?: readonly string[]
  /** Everything that was found wrong, the error itself first. */
  problems?: readonly Problem[]
}

/** A refusal that is the caller's to mend. Told apart by `code` (bundles break `instanceof`). */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: ErrorDetail = {},
  ) {
    super(message)
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error !== null && typeof error === 'object' && 'name' in error && error.name === 'DomainError'
}
