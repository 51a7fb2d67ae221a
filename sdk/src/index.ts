export { CryptoCheckout } from './client.js'
export type { FollowedMessage, FollowOptions } from './followInvoice.js'
export * from './errors.js'
export type { Listing } from './listing.js'
export type * from './openapi.gen.js'
export type { Answer, Arguments, Body, OperationId, Query, RequestOptions } from './operation.js'
export type { Attempt, ClientOptions } from './options.js'
export { WaitTimeoutError, type WaitOptions } from './wait.js'
export type { WebhookScheme } from './webhooks/schemes.js'
export {
  verifyWebhook,
  type VerifyOptions,
  type WebhookEvent,
  type WebhookHeaders,
} from './webhooks/verifyWebhook.js'
