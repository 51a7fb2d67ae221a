import type { DomainError, ErrorCode } from '@/lib/domain/errors'
import type { Dialect } from '../dialect'
import { decimal, writeJson } from '../json'
import { jsonReply } from '../reply'
import { timestamp } from '../time'
import type { RequestError, RequestErrorCode } from '../requestError'
import { errorAnchor } from './errorHelp'

type ErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'permission_error'
  | 'not_found_error'
  | 'conflict_error'
  | 'validation_error'
  | 'rate_limit_error'
  | 'api_error'

type Rule = { status: number; type: ErrorType }

const validation: Rule = { status: 422, type: 'validation_error' }
const badRequest: Rule = { status: 400, type: 'invalid_request_error' }
const conflict: Rule = { status: 409, type: 'conflict_error' }
const notFound: Rule = { status: 404, type: 'not_found_error' }
const unavailable: Rule = { status: 503, type: 'api_error' }

/** Document 004's status and type for every code there is; docs/errors.md explains each. */
export const ERRORS: Record<ErrorCode | RequestErrorCode, Rule> = {
  INVALID_JSON: badRequest,
  INVALID_IDEMPOTENCY_KEY: badRequest,
  UNAUTHENTICATED: { status: 401, type: 'authentication_error' },
  FORBIDDEN: { status: 403, type: 'permission_error' },
  NOT_PERMITTED: { status: 403, type: 'permission_error' },
  MERCHANT_INACTIVE: { status: 403, type: 'permission_error' },
  RIGHTS_EXCEEDED: { status: 403, type: 'permission_error' },
  PLAN_LIMIT_REACHED: { status: 403, type: 'permission_error' },
  API_KEY_ENDED: conflict,
  REGISTRATION_CLOSED: { status: 403, type: 'permission_error' },
  EMAIL_TAKEN: conflict,
  NOT_FOUND: notFound,
  ROUTE_NOT_FOUND: notFound,
  METHOD_NOT_ALLOWED: { status: 405, type: 'invalid_request_error' },
  TEST_MODE_ONLY: { status: 403, type: 'permission_error' },
  TEST_INVOICE_BUSY: conflict,
  TEST_INVOICE_FULL: conflict,
  INVOICE_NOT_CANCELLABLE: conflict,
  QUOTE_NOT_RENEWABLE: conflict,
  WEBHOOK_ENDPOINT_DISABLED: conflict,
  IDEMPOTENCY_CONFLICT: conflict,
  PAYLOAD_TOO_LARGE: { status: 413, type: 'invalid_request_error' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, type: 'invalid_request_error' },
  VALIDATION_FAILED: validation,
  INVALID_AMOUNT: validation,
  INVALID_ITEMS: validation,
  INVALID_CURSOR: validation,
  UNSUPPORTED_CURRENCY: validation,
  UNSUPPORTED_CRYPTO_CURRENCY: validation,
  PAYMENT_METHOD_REQUIRED: validation,
  PAYMENT_METHOD_PAUSED: unavailable,
  RATE_UNAVAILABLE: unavailable,
  RATE_LIMITED: { status: 429, type: 'rate_limit_error' },
  TOO_MANY_STREAMS: { status: 429, type: 'rate_limit_error' },
  SERVICE_UNAVAILABLE: unavailable,
  ADDRESS_MISMATCH: { status: 500, type: 'api_error' },
  INTERNAL_ERROR: { status: 500, type: 'api_error' },
}

/** Document 004's error body, with the documentation's section for the code. */
export const presentError: Dialect['presentError'] = (error, facts) => {
  const { status, type } = ERRORS[error.code]
  const body = {
    error: {
      type,
      code: error.code,
      message: error.message,
      ...presentDetail(error),
      documentation_url: `${facts.publicUrl}/errors#${errorAnchor(error.code)}`,
    },
    request_id: facts.requestId,
    trace_id: facts.traceId,
    timestamp: timestamp(facts.now),
  }
  const headers = 'headers' in error ? { ...error.headers } : {}
  return jsonReply(status, writeJson(body), headers)
}

function presentDetail({ detail }: DomainError | RequestError) {
  const constraints = Object.entries(detail.constraints ?? {}).map(([name, value]) => [
    name,
    // The domain keeps amounts as decimal text; the document shows numbers.
    name.endsWith('_amount') && typeof value === 'string' && value ? decimal(value) : value,
  ])
  return {
    ...(detail.field ? { field: detail.field } : {}),
    ...(constraints.length > 0 ? { constraints: Object.fromEntries(constraints) } : {}),
    ...(detail.suggestions?.length ? { suggestions: detail.suggestions } : {}),
  }
}
