import type { ErrorDetail } from '@/lib/domain/errors'
import type { AnyErrorCode, Dialect } from '../dialect'
import { writeJson } from '../json'
import { jsonReply } from '../reply'

/** Document 000's status of every reason to refuse. What it means and what to do is the same for all documents. */
export const CHECKOUT_STATUSES: Record<AnyErrorCode, number> = {
  INVALID_JSON: 400,
  INVALID_IDEMPOTENCY_KEY: 400,
  VALIDATION_FAILED: 400,
  INVALID_AMOUNT: 400,
  INVALID_ITEMS: 400,
  INVALID_CURSOR: 400,
  UNSUPPORTED_CURRENCY: 400,
  UNSUPPORTED_CRYPTO_CURRENCY: 400,
  PAYMENT_METHOD_REQUIRED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_PERMITTED: 403,
  MERCHANT_INACTIVE: 403,
  BILLING_PAST_DUE: 403,
  RIGHTS_EXCEEDED: 403,
  PLAN_LIMIT_REACHED: 403,
  REGISTRATION_CLOSED: 403,
  TEST_MODE_ONLY: 403,
  CROSS_ORIGIN_REFUSED: 403,
  NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  API_KEY_ENDED: 409,
  API_KEYS_FULL: 409,
  TRANSACTION_ALREADY_USED: 409,
  PAYMENT_METHOD_EXISTS: 409,
  EMAIL_TAKEN: 409,
  SLUG_TAKEN: 409,
  LINK_CLOSED: 409,
  INVOICE_NOT_CANCELLABLE: 409,
  INVOICE_NOT_COMPLETABLE: 409,
  PAYMENT_NOT_RECORDABLE: 409,
  EXCEPTION_NOT_OPEN: 409,
  EXTERNAL_ID_TAKEN: 409,
  TRANSACTION_FAILED: 400,
  TRANSACTION_UNRELATED: 400,
  TRANSACTION_NOT_MINED: 404,
  TRANSACTION_OF_ANOTHER: 409,
  RELAY_REFUSED: 409,
  RELAY_UNAVAILABLE: 502,
  REFUND_NOT_COVERED: 409,
  REFUND_NOT_OPEN: 409,
  QUOTE_NOT_RENEWABLE: 409,
  WEBHOOK_ENDPOINT_DISABLED: 409,
  TEST_INVOICE_BUSY: 409,
  TEST_INVOICE_FULL: 409,
  IDEMPOTENCY_CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  TOO_MANY_STREAMS: 429,
  ADDRESS_MISMATCH: 500,
  INTERNAL_ERROR: 500,
  NETWORK_UNREACHABLE: 502,
  PAYMENT_METHOD_PAUSED: 502,
  RATE_UNAVAILABLE: 502,
  SERVICE_UNAVAILABLE: 503,
}

/** Document 000's error body: a sentence, and of a request that is wrong the fields with what is wrong with each. */
export const presentError: Dialect['presentError'] = (error) => {
  const status = CHECKOUT_STATUSES[error.code]
  const problems = status === 400 ? wrongFields(error.message, error.detail) : []
  const body = {
    error: problems.length > 1 ? 'Validation failed' : sentence(error.message),
    ...(problems.length > 0 ? { details: detailsOf(problems) } : {}),
  }
  return jsonReply(status, writeJson(body), 'headers' in error ? { ...error.headers } : {})
}

type Wrong = { field: string; message: string }

function wrongFields(message: string, { field, problems }: ErrorDetail): Wrong[] {
  const all = problems?.length ? problems : [{ field, message }]
  return all.flatMap((one) => (one.field ? [{ field: one.field, message: one.message }] : []))
}

/** Each field once, with all that is wrong with it: `{ "amountUsd": ["must be at least 0.01"] }`. */
function detailsOf(problems: readonly Wrong[]): Record<string, string[]> {
  const details = new Map<string, string[]>()
  for (const { field, message } of problems) {
    const said = message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message
    details.set(field, [...(details.get(field) ?? []), said])
  }
  return Object.fromEntries(details)
}

/** `amountUsd: must be at least 0.01` as the document says it: without the colon. */
function sentence(message: string): string {
  return message.replace(/^([^\s:]+|The body): (?=(?:must|is|has|cannot) )/, '$1 ')
}

/** The body for the API description. */
export const CHECKOUT_ERROR_SCHEMA = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: { type: 'string', description: 'What is wrong, for a person to read' },
    details: {
      type: 'object',
      description: 'Of a request that is wrong: its fields, each with what is wrong with it',
      additionalProperties: { type: 'array', minItems: 1, items: { type: 'string' } },
      examples: [{ amountUsd: ['must be at least 0.01'] }],
    },
  },
}
