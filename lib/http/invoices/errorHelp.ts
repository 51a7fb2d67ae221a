import type { ERRORS } from './errors'

/** What each code means and what to do; docs/errors.md and the page `/errors` are made from it. */
export const ERROR_HELP: Record<keyof typeof ERRORS, { meaning: string; remedy: string }> = {
  INVALID_JSON: {
    meaning: 'The body is not JSON, is not UTF-8, names a key twice, or broke off.',
    remedy: 'Send one whole JSON object. NaN and Infinity are not JSON.',
  },
  INVALID_IDEMPOTENCY_KEY: {
    meaning: 'The Idempotency-Key header is empty, longer than 255 characters, or not printable ASCII.',
    remedy: 'Use something like a UUID, or your order’s id with the number of the attempt.',
  },
  UNAUTHENTICATED: {
    meaning: 'There is no API key, or it is unknown, revoked or expired. Which of these is not told.',
    remedy: 'Send the key as Authorization: Bearer or X-API-Key.',
  },
  FORBIDDEN: {
    meaning: 'The key is valid and does not hold a scope that the route asks for.',
    remedy: 'Use a key whose form can hold the scope; constraints.required_scopes names it.',
  },
  NOT_PERMITTED: {
    meaning: 'The person’s role in the merchant does not allow this.',
    remedy: 'Ask an owner or admin of the merchant; constraints.permission names what is missing.',
  },
  MERCHANT_INACTIVE: {
    meaning: 'The merchant is suspended or closed and cannot make invoices.',
    remedy: 'Ask the operator of this server.',
  },
  RIGHTS_EXCEEDED: {
    meaning: 'A key or token would hold more, or live longer, than what asks for it.',
    remedy:
      'Ask for scopes that the key itself holds and a time within its own, or use a key that holds more.',
  },
  PLAN_LIMIT_REACHED: {
    meaning: 'The merchant’s plan allows no more of this: API keys, webhook endpoints or invoices a month.',
    remedy:
      'constraints names the limit. Revoke or delete what is not needed, or ask the operator for another plan.',
  },
  REGISTRATION_CLOSED: {
    meaning: 'On this server merchants do not register by themselves.',
    remedy: 'Ask the operator for an account.',
  },
  EMAIL_TAKEN: {
    meaning: 'A merchant or a person with this e-mail address is registered already.',
    remedy: 'Sign in, or ask for a new password by mail; or use another address.',
  },
  API_KEY_ENDED: {
    meaning: 'The API key is revoked or expired, which is for good.',
    remedy: 'Make a new key.',
  },
  NOT_FOUND: {
    meaning: 'There is nothing with this id for this merchant in the mode of this key.',
    remedy: 'Check the id, and that a live id is asked for with a live key.',
  },
  ROUTE_NOT_FOUND: {
    meaning: 'No route has this path.',
    remedy: 'Compare it with the API description; there is no slash at the end.',
  },
  METHOD_NOT_ALLOWED: {
    meaning: 'The path exists and does not take this method.',
    remedy: 'The Allow header lists what it takes.',
  },
  INVOICE_NOT_CANCELLABLE: {
    meaning: 'Only an invoice that is pending or partial can be cancelled.',
    remedy: 'Read the invoice: it may be paid, expired or cancelled already.',
  },
  QUOTE_NOT_RENEWABLE: {
    meaning:
      'A new quote is for an expired invoice on which nothing was ever paid, a limited number of times, within a week.',
    remedy: 'Read the invoice: it may be open again already. Else ask the merchant for a new invoice.',
  },
  WEBHOOK_ENDPOINT_DISABLED: {
    meaning: 'The delivery belongs to an endpoint that is disabled, deleted, or said that it is gone (410).',
    remedy:
      'Enable the endpoint: what waits for it is sent at once. Or make another one, which is told what happens from then on.',
  },
  IDEMPOTENCY_CONFLICT: {
    meaning: 'The Idempotency-Key was used within 24 hours with another body.',
    remedy: 'Use a new key for a new request, or send the first body again to get its answer.',
  },
  PAYLOAD_TOO_LARGE: {
    meaning: 'The body is larger than 1 MiB.',
    remedy: 'Send less; long texts do not belong in an invoice.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'The body’s Content-Type is missing or not JSON in UTF-8.',
    remedy: 'Send Content-Type: application/json.',
  },
  VALIDATION_FAILED: {
    meaning: 'A field or query parameter is missing, of the wrong type or out of its bounds.',
    remedy: 'The error’s field names it, and the message says what it should be.',
  },
  INVALID_AMOUNT: {
    meaning:
      'An amount is negative, has more than two places or is no plain number, or the total is outside the merchant’s limits (0.50 to 10,000.00 unless changed).',
    remedy: 'Round to cents; constraints names the limits. Split large orders.',
  },
  INVALID_ITEMS: {
    meaning: 'An invoice needs at least one item.',
    remedy: 'Send items with name, quantity and unit_price.',
  },
  INVALID_CURSOR: {
    meaning: 'The cursor was not made by this list, for this merchant and mode.',
    remedy: 'Use next_cursor exactly as the page before gave it, or start without a cursor.',
  },
  UNSUPPORTED_CURRENCY: {
    meaning: 'Invoices cannot be written in this currency.',
    remedy: 'constraints.supported lists the currencies.',
  },
  UNSUPPORTED_CRYPTO_CURRENCY: {
    meaning: 'No network that is open here can take this asset in the mode of the key.',
    remedy: 'constraints.supported lists the assets.',
  },
  PAYMENT_METHOD_REQUIRED: {
    meaning: 'The merchant has no payment method for this asset in the mode of the key.',
    remedy: 'Add one with a treasury address, then try again.',
  },
  PAYMENT_METHOD_PAUSED: {
    meaning:
      'The network cannot be trusted right now: it was not read yet, or its contracts are not what they should be.',
    remedy: 'Try again in a minute. If it stays, the operator finds the reason at /api/health.',
  },
  RATE_UNAVAILABLE: {
    meaning: 'There is no trustworthy exchange rate for this asset right now.',
    remedy: 'Try again, or offer another asset.',
  },
  RATE_LIMITED: {
    meaning:
      'Too many requests of this kind: of this key, or from this address without a valid key, or of everybody together; X-RateLimit-Tier says which.',
    remedy: 'Wait as many seconds as Retry-After says; the same request gets through then.',
  },
  TOO_MANY_STREAMS: {
    meaning: 'Ten streams of events are open for this invoice already.',
    remedy: 'Close one, or ask GET /api/v1/public/invoice/{id} now and then instead.',
  },
  SERVICE_UNAVAILABLE: {
    meaning:
      'The database does not answer, or the route is switched off by configuration, such as the cron route without CRON_SECRET.',
    remedy: 'Try again with the same Idempotency-Key; the operator sets what the message names.',
  },
  TEST_MODE_ONLY: {
    meaning: 'Payments are simulated for test invoices alone, and the key is a live one.',
    remedy: 'Use a test key (sk_test_) and an invoice that was made with it.',
  },
  TEST_INVOICE_BUSY: {
    meaning: 'Steps are being played on this test invoice already.',
    remedy: 'Wait for their answer, then try again.',
  },
  TEST_INVOICE_FULL: {
    meaning: 'This test invoice holds as many simulated payments or reorganisations as one may.',
    remedy: 'Make a new test invoice.',
  },
  ADDRESS_MISMATCH: {
    meaning: 'The stored deposit address does not derive from the merchant’s terms, so that it is not shown.',
    remedy: 'Do not pay this invoice. Tell the operator at once: its database may have been changed.',
  },
  INTERNAL_ERROR: {
    meaning: 'Something failed here, and what the request had begun was undone.',
    remedy: 'Try again with the same Idempotency-Key. The operator finds the reason by the request id.',
  },
}

/** The part of a link that leads to a code. */
export function errorAnchor(code: string): string {
  return code.toLowerCase().replaceAll('_', '-')
}
