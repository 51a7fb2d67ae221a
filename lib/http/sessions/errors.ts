import type { AnyErrorCode, Dialect } from '../dialect'
import { writeJson } from '../json'
import { jsonReply } from '../reply'

/** Document 002's types of errors, each of which has a status. */
const ERROR_TYPES = [
  'invalid_request',
  'authentication',
  'permission',
  'not_found',
  'conflict',
  'rate_limited',
  'server',
] as const
type ErrorType = (typeof ERROR_TYPES)[number]

type Rule = { status: number; type: ErrorType }

const invalid: Rule = { status: 400, type: 'invalid_request' }
const authentication: Rule = { status: 401, type: 'authentication' }
const permission: Rule = { status: 403, type: 'permission' }
const notFound: Rule = { status: 404, type: 'not_found' }
const conflict: Rule = { status: 409, type: 'conflict' }
const limited: Rule = { status: 429, type: 'rate_limited' }
const server: Rule = { status: 500, type: 'server' }
const unavailable: Rule = { status: 503, type: 'server' }

/** Every reason to refuse, as document 002 tells it. What it means and what to do is the same for all documents. */
export const SESSIONS_ERRORS: Record<AnyErrorCode, Rule> = {
  INVALID_JSON: invalid,
  INVALID_IDEMPOTENCY_KEY: invalid,
  UNAUTHENTICATED: authentication,
  FORBIDDEN: permission,
  NOT_PERMITTED: permission,
  MERCHANT_INACTIVE: permission,
  RIGHTS_EXCEEDED: permission,
  PLAN_LIMIT_REACHED: permission,
  REGISTRATION_CLOSED: permission,
  TEST_MODE_ONLY: permission,
  NOT_FOUND: notFound,
  ROUTE_NOT_FOUND: notFound,
  METHOD_NOT_ALLOWED: { status: 405, type: 'invalid_request' },
  CROSS_ORIGIN_REFUSED: permission,
  API_KEY_ENDED: conflict,
  API_KEYS_FULL: conflict,
  TRANSACTION_ALREADY_USED: conflict,
  PAYMENT_METHOD_EXISTS: conflict,
  EMAIL_TAKEN: conflict,
  SLUG_TAKEN: conflict,
  LINK_CLOSED: conflict,
  INVOICE_NOT_CANCELLABLE: conflict,
  INVOICE_NOT_COMPLETABLE: conflict,
  PAYMENT_NOT_RECORDABLE: conflict,
  EXCEPTION_NOT_OPEN: conflict,
  EXTERNAL_ID_TAKEN: conflict,
  TRANSACTION_FAILED: invalid,
  TRANSACTION_UNRELATED: invalid,
  TRANSACTION_NOT_MINED: notFound,
  TRANSACTION_OF_ANOTHER: conflict,
  RELAY_REFUSED: conflict,
  RELAY_UNAVAILABLE: unavailable,
  BILLING_PAST_DUE: permission,
  REFUND_NOT_COVERED: conflict,
  REFUND_NOT_OPEN: conflict,
  QUOTE_NOT_RENEWABLE: conflict,
  WEBHOOK_ENDPOINT_DISABLED: conflict,
  TEST_INVOICE_BUSY: conflict,
  TEST_INVOICE_FULL: conflict,
  IDEMPOTENCY_CONFLICT: conflict,
  PAYLOAD_TOO_LARGE: { status: 413, type: 'invalid_request' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, type: 'invalid_request' },
  VALIDATION_FAILED: invalid,
  INVALID_AMOUNT: invalid,
  INVALID_ITEMS: invalid,
  INVALID_CURSOR: invalid,
  UNSUPPORTED_CURRENCY: invalid,
  UNSUPPORTED_CRYPTO_CURRENCY: invalid,
  PAYMENT_METHOD_REQUIRED: invalid,
  PAYMENT_METHOD_PAUSED: unavailable,
  RATE_UNAVAILABLE: unavailable,
  NETWORK_UNREACHABLE: { status: 502, type: 'server' },
  RATE_LIMITED: limited,
  TOO_MANY_STREAMS: limited,
  SERVICE_UNAVAILABLE: unavailable,
  ADDRESS_MISMATCH: server,
  INTERNAL_ERROR: server,
}

/** A code as the document writes such words: `idempotency_conflict`. */
export function sessionsCode(code: AnyErrorCode): string {
  return code.toLowerCase()
}

/** Document 002's error body. The first thing that is wrong is the one it tells. */
export const presentError: Dialect['presentError'] = (error, facts) => {
  const { status, type } = SESSIONS_ERRORS[error.code]
  const { field } = error.detail
  const body = {
    error: {
      type,
      code: sessionsCode(error.code),
      message: error.message,
      ...(field ? { param: field } : {}),
      requestId: facts.requestId,
    },
  }
  return jsonReply(status, writeJson(body), 'headers' in error ? { ...error.headers } : {})
}

/** The body for the API description. */
export const SESSIONS_ERROR_SCHEMA = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: {
      type: 'object',
      required: ['type', 'code', 'message', 'requestId'],
      additionalProperties: false,
      properties: {
        type: { type: 'string', enum: [...ERROR_TYPES] },
        code: {
          type: 'string',
          enum: Object.keys(SESSIONS_ERRORS)
            .toSorted()
            .map((code) => code.toLowerCase()),
        },
        message: { type: 'string' },
        param: {
          type: 'string',
          description: 'The path of what is wrong',
          examples: ['amount.value'],
        },
        requestId: {
          type: 'string',
          description: 'Also the header X-Request-Id',
          pattern: '^req_[0-9a-z]{26}$',
        },
      },
    },
  },
}
