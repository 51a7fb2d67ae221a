/** Document 004's example is what an endpoint gets that does not say, and an invoice's own address. */
export const ENDPOINT_DEFAULTS = {
  maxRetries: 5,
  retryBackoff: 'exponential',
  timeoutSeconds: 30,
} as const
