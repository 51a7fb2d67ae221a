import type { ErrorCode } from '@/lib/domain/errors'
import type { RequestErrorCode } from '../requestError'

export type ErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'permission_error'
  | 'not_found_error'
  | 'conflict_error'
  | 'validation_error'
  | 'rate_limit_error'
  | 'api_error'

type Rule = { status: number; type: ErrorType; retryable: boolean }

export type ErrorEntry = Rule & {
  meaning: string
  /** What to do about it, the likeliest first; an error that knows better says its own. */
  suggestions: readonly string[]
}

const final = (status: number, type: ErrorType): Rule => ({ status, type, retryable: false })
const passing = (status: number, type: ErrorType): Rule => ({ status, type, retryable: true })

const badRequest = final(400, 'invalid_request_error')
const unauthenticated = final(401, 'authentication_error')
const forbidden = final(403, 'permission_error')
const notFound = final(404, 'not_found_error')
const conflict = final(409, 'conflict_error')
const validation = final(422, 'validation_error')
const limited = passing(429, 'rate_limit_error')
const unavailable = passing(503, 'api_error')

/**
 * Every code of document 004's errors, with its status and type, what it means, what to do, and whether the very same request
 * may succeed later (`retryable`). The one source: answers, the API description, docs/errors.md and the page of errors are made from it.
 */
export const ERROR_CATALOGUE: Record<ErrorCode | RequestErrorCode, ErrorEntry> = {
  INVALID_JSON: {
    ...badRequest,
    meaning: 'The body is not JSON, is not UTF-8, names a key twice, or broke off.',
    suggestions: ['Send one whole JSON object', 'Leave out NaN and Infinity, which are not JSON'],
  },
  INVALID_IDEMPOTENCY_KEY: {
    ...badRequest,
    meaning: 'The Idempotency-Key header is empty, longer than 255 characters, or not printable ASCII.',
    suggestions: ['Use something like a UUID, or your order’s id with the number of the attempt'],
  },
  UNAUTHENTICATED: {
    ...unauthenticated,
    meaning:
      'There is no API key or token, or it is unknown, revoked or expired. Which of these is not told.',
    suggestions: [
      'Send the key as Authorization: Bearer or X-API-Key',
      'See in the dashboard whether the key is still active, or make a new one',
    ],
  },
  FORBIDDEN: {
    ...forbidden,
    meaning: 'The key is valid and does not hold a scope that the route asks for.',
    suggestions: ['Use a key whose form can hold the scope; constraints.required_scopes names it'],
  },
  NOT_PERMITTED: {
    ...forbidden,
    meaning: 'The person’s role in the merchant does not allow this.',
    suggestions: ['Ask an owner or admin of the merchant; constraints.permission names what is missing'],
  },
  MERCHANT_INACTIVE: {
    ...forbidden,
    meaning: 'The merchant is suspended or closed and cannot make invoices.',
    suggestions: ['Ask the operator of this server'],
  },
  RIGHTS_EXCEEDED: {
    ...forbidden,
    meaning:
      'A key or token would hold more, or live longer, than what asks for it; or a test key would change what live payments follow.',
    suggestions: [
      'Ask for scopes that the key itself holds and a time within its own',
      'Use a key that holds more, a live one for what both modes share',
    ],
  },
  PLAN_LIMIT_REACHED: {
    ...forbidden,
    meaning: 'The merchant’s plan allows no more of this: API keys, webhook endpoints or invoices a month.',
    suggestions: [
      'Revoke or delete what is not needed; constraints names the limit',
      'Ask the operator of this server for another plan',
    ],
  },
  REGISTRATION_CLOSED: {
    ...forbidden,
    meaning: 'On this server merchants do not register by themselves.',
    suggestions: ['Ask the operator for an account'],
  },
  TEST_MODE_ONLY: {
    ...forbidden,
    meaning: 'Payments are simulated for test invoices alone, and the key is a live one.',
    suggestions: ['Use a test key (sk_test_) and an invoice that was made with it'],
  },
  NOT_FOUND: {
    ...notFound,
    meaning: 'There is nothing with this id for this merchant in the mode of this key.',
    suggestions: ['Check the id', 'Ask for a live id with a live key, and for a test id with a test key'],
  },
  ROUTE_NOT_FOUND: {
    ...notFound,
    meaning: 'No route has this path.',
    suggestions: ['Compare the path with the API description; there is no slash at the end'],
  },
  METHOD_NOT_ALLOWED: {
    ...final(405, 'invalid_request_error'),
    meaning: 'The path exists and does not take this method.',
    suggestions: ['Use one of the methods that the Allow header lists'],
  },
  CROSS_ORIGIN_REFUSED: {
    ...forbidden,
    meaning:
      'A browser asked whether a page of another origin may call a route that is not below /api/v1/public/, or sent a session’s cookie from such a page.',
    suggestions: [
      'Call it from your server: a key in a page is everybody’s key',
      'Let the page call what is below /api/v1/public/, which needs no key',
    ],
  },
  API_KEY_ENDED: {
    ...conflict,
    meaning: 'The API key is revoked or expired, which is for good.',
    suggestions: ['Make a new key'],
  },
  TRANSACTION_ALREADY_USED: {
    ...conflict,
    meaning: 'This transaction was confirmed before, and nothing of it is recorded twice.',
    suggestions: ['Nothing is left to do for it', 'Confirm another transaction'],
  },
  API_KEYS_FULL: {
    ...conflict,
    meaning: 'Three keys of document 000 (fc_live_) are active, which is as many as there may be.',
    suggestions: ['Revoke one that is no longer used'],
  },
  PAYMENT_METHOD_EXISTS: {
    ...conflict,
    meaning: 'There is a payment method for this network and token already.',
    suggestions: ['Update that one'],
  },
  EMAIL_TAKEN: {
    ...conflict,
    meaning: 'A merchant, a person or a customer of yours has this e-mail address already.',
    suggestions: ['Sign in, or ask for a new password by mail', 'Use another address'],
  },
  SLUG_TAKEN: {
    ...conflict,
    meaning: 'Another payment link has this slug, or had it once: what was printed leads nowhere else.',
    suggestions: ['Choose another slug', 'Leave it out, and get one that nobody can guess'],
  },
  LINK_CLOSED: {
    ...conflict,
    meaning:
      'The payment link begins no session now: it is inactive, its end is over, or its uses are paid or held by open sessions.',
    suggestions: [
      'Read the link: active, endsAt and uses say which',
      'Where open sessions hold the last uses, try again when they have ended',
    ],
  },
  INVOICE_NOT_CANCELLABLE: {
    ...conflict,
    meaning: 'Only an invoice that is pending or partial can be cancelled.',
    suggestions: ['Read the invoice: it may be paid, expired or cancelled already'],
  },
  INVOICE_NOT_COMPLETABLE: {
    ...conflict,
    meaning:
      'Only an invoice to which too little or late money has come can be completed by hand; the payments it names have to be its own and not given back.',
    suggestions: ['Read the invoice and its exceptions: it may be paid already, or wait for confirmations'],
  },
  PAYMENT_NOT_RECORDABLE: {
    ...conflict,
    meaning:
      'A payment made elsewhere can be recorded while the invoice is not paid here and was not called off.',
    suggestions: ['Read the invoice: enough may have been seen on its chain already'],
  },
  EXCEPTION_NOT_OPEN: {
    ...conflict,
    meaning: 'The invoice has no such exception now: it was resolved, or its reason is gone.',
    suggestions: ['Read the invoice: it names the exception that stands, and what became of the last one'],
  },
  TRANSACTION_NOT_MINED: {
    ...passing(404, 'not_found_error'),
    meaning: 'No transaction with this hash is in a block of a network that the invoice can be paid on.',
    suggestions: ['Send the hash again once the wallet says that it is confirmed', 'Look at the hash'],
  },
  TRANSACTION_FAILED: {
    ...validation,
    meaning: 'The transaction is in a block and failed: it moved nothing.',
    suggestions: ['Pay again: terms that were not paid can be'],
  },
  TRANSACTION_UNRELATED: {
    ...validation,
    meaning:
      'The transaction pays nothing of this invoice: what the contract says of it matches no terms that were offered.',
    suggestions: ['Look at the hash', 'Pay exactly the terms that the invoice offers'],
  },
  TRANSACTION_OF_ANOTHER: {
    ...conflict,
    meaning: 'The transaction pays something else that was offered here, and is counted there.',
    suggestions: ['Pay this invoice by its own terms'],
  },
  RELAY_REFUSED: {
    ...conflict,
    meaning: 'What was signed would not go through, or came too late.',
    suggestions: [
      'Sign the terms that the invoice offers now, with their hash as the nonce',
      'See that the payer holds the amount',
    ],
  },
  RELAY_UNAVAILABLE: {
    ...unavailable,
    meaning: 'Nobody pays gas for customers here, or the network cannot be asked.',
    suggestions: ['Pay by a transaction of your own wallet'],
  },
  EXTERNAL_ID_TAKEN: {
    ...conflict,
    meaning: 'Another invoice of this merchant and mode has this external id.',
    suggestions: ['Find the invoice by its external id', 'Use merchantReference for what may repeat'],
  },
  BILLING_PAST_DUE: {
    ...forbidden,
    meaning:
      'Platform fees that no chain splits off are unpaid beyond what the operator allows, so that no new live invoice is made.',
    suggestions: ['Pay the operator what is due; they record it', 'Test mode goes on working'],
  },
  REFUND_NOT_COVERED: {
    ...conflict,
    meaning:
      'Refunds that are prepared, sent and completed never exceed what arrived and is confirmed; that is used up, or smaller than the amount.',
    suggestions: [
      'Ask for the list of refunds: it says how much is left of each token',
      'Cancel a prepared refund that nobody will sign, which gives its share free',
    ],
  },
  REFUND_NOT_OPEN: {
    ...conflict,
    meaning: 'The refund was seen on the chain, is completed, cancelled or expired already.',
    suggestions: ['Read the refund: its status says what became of it', 'Prepare another one'],
  },
  QUOTE_NOT_RENEWABLE: {
    ...conflict,
    meaning:
      'A new quote is for an expired invoice on which nothing was ever paid, a limited number of times, within a week.',
    suggestions: ['Read the invoice: it may be open again already', 'Ask the merchant for a new invoice'],
  },
  WEBHOOK_ENDPOINT_DISABLED: {
    ...conflict,
    meaning: 'The delivery belongs to an endpoint that is disabled, deleted, or said that it is gone (410).',
    suggestions: [
      'Enable the endpoint: what waits for it is sent at once',
      'Make another endpoint, which is told what happens from then on',
    ],
  },
  TEST_INVOICE_BUSY: {
    ...passing(409, 'conflict_error'),
    meaning: 'Steps are being played on this test invoice already.',
    suggestions: ['Wait for their answer, then try again'],
  },
  TEST_INVOICE_FULL: {
    ...conflict,
    meaning: 'This test invoice holds as many simulated payments or reorganisations as one may.',
    suggestions: ['Make a new test invoice'],
  },
  IDEMPOTENCY_CONFLICT: {
    ...conflict,
    meaning: 'The Idempotency-Key was used within 24 hours with another body.',
    suggestions: ['Use a new key for a new request', 'Send the first body again to get its answer'],
  },
  PAYLOAD_TOO_LARGE: {
    ...final(413, 'invalid_request_error'),
    meaning: 'The body is larger than 1 MiB.',
    suggestions: ['Send less; long texts do not belong in an invoice'],
  },
  UNSUPPORTED_MEDIA_TYPE: {
    ...final(415, 'invalid_request_error'),
    meaning: 'The body’s Content-Type is missing or not JSON in UTF-8.',
    suggestions: ['Send Content-Type: application/json'],
  },
  VALIDATION_FAILED: {
    ...validation,
    meaning: 'A field or query parameter is missing, of the wrong type or out of its bounds.',
    suggestions: [
      'Set what field names to what the message and constraints say',
      'Compare the request with the API description',
    ],
  },
  INVALID_AMOUNT: {
    ...validation,
    meaning:
      'An amount is negative, has more places than its currency or is no plain number, or the total is outside the merchant’s limits (0.50 to 10,000.00 US dollars unless changed).',
    suggestions: [
      'Adjust the unit price to be within the allowed range, in whole units of its currency’s smallest coin',
      'Split large orders into multiple invoices',
      'Ask the operator of this server for higher limits',
    ],
  },
  INVALID_ITEMS: {
    ...validation,
    meaning: 'An invoice needs at least one item.',
    suggestions: ['Send items with name, quantity and unit_price'],
  },
  INVALID_CURSOR: {
    ...validation,
    meaning: 'The cursor was not made by this list, for this merchant and mode.',
    suggestions: [
      'Use next_cursor exactly as the page before gave it',
      'Start from the beginning without a cursor',
    ],
  },
  UNSUPPORTED_CURRENCY: {
    ...validation,
    meaning: 'Invoices cannot be written in this currency.',
    suggestions: ['Use one of the currencies in constraints.supported'],
  },
  UNSUPPORTED_CRYPTO_CURRENCY: {
    ...validation,
    meaning: 'No network that is open here can take this asset in the mode of the key.',
    suggestions: ['Use one of the assets in constraints.supported'],
  },
  PAYMENT_METHOD_REQUIRED: {
    ...validation,
    meaning: 'The merchant has no payment method for this asset in the mode of the key.',
    suggestions: ['Add a payment method with a treasury address, then try again', 'Ask for another asset'],
  },
  PAYMENT_METHOD_PAUSED: {
    ...unavailable,
    meaning:
      'The network cannot be trusted right now: it was not read yet, or its contracts are not what they should be.',
    suggestions: [
      'Try again in a minute',
      'If it stays, let the operator look at /api/health for the reason',
    ],
  },
  RATE_UNAVAILABLE: {
    ...unavailable,
    meaning:
      'There is no trustworthy exchange rate for this asset or currency right now; constraints.reason says why: too_few_sources, sources_disagree, price_jumped, off_peg (of a stablecoin) or no_source.',
    suggestions: [
      'Try again in a minute',
      'Offer another asset',
      'Look at /api/health, which names what is paused',
    ],
  },
  NETWORK_UNREACHABLE: {
    ...passing(502, 'api_error'),
    meaning: 'None of the network’s providers answered in time.',
    suggestions: ['Try again in a minute', 'Look at /api/health, which names what is wrong'],
  },
  RATE_LIMITED: {
    ...limited,
    meaning:
      'Too many requests of this kind: of this key, or from this address without a valid key, or of everybody together; X-RateLimit-Tier says which.',
    suggestions: ['Wait as many seconds as Retry-After says; the same request gets through then'],
  },
  TOO_MANY_STREAMS: {
    ...limited,
    meaning: 'Ten streams of events are open for this invoice already.',
    suggestions: ['Close one', 'Ask GET /api/v1/public/invoice/{id} now and then instead'],
  },
  SERVICE_UNAVAILABLE: {
    ...unavailable,
    meaning:
      'The database does not answer, or the route is switched off by configuration, such as the cron route without CRON_SECRET.',
    suggestions: [
      'Try again with the same Idempotency-Key',
      'If you are the operator, set what the message names',
    ],
  },
  ADDRESS_MISMATCH: {
    ...final(500, 'api_error'),
    meaning: 'The stored deposit address does not derive from the merchant’s terms, so that it is not shown.',
    suggestions: ['Do not pay this invoice', 'Tell the operator at once: the database may have been changed'],
  },
  INTERNAL_ERROR: {
    ...passing(500, 'api_error'),
    meaning: 'Something failed here, and what the request had begun was undone.',
    suggestions: [
      'Try again with the same Idempotency-Key',
      'Give the operator the request_id, which finds the reason in the log',
    ],
  },
}

export type ErrorCodeOfApi = keyof typeof ERROR_CATALOGUE

/** Every code, in the order of the alphabet. */
export const ERROR_CODES = (Object.keys(ERROR_CATALOGUE) as ErrorCodeOfApi[]).toSorted()

/** Where this instance explains every code. */
const ERRORS_PAGE = '/docs/errors'

/** The code's section on that page: `INVALID_AMOUNT` is `invalid-amount`. */
export function errorAnchor(code: string): string {
  return code.toLowerCase().replaceAll('_', '-')
}

/** An error's `documentation_url`. */
export function documentationUrl(publicUrl: string, code: ErrorCodeOfApi): string {
  return `${publicUrl}${ERRORS_PAGE}#${errorAnchor(code)}`
}
