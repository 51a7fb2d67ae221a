import { byNextCursor, Listing } from '../listing.js'
import type { CheckoutSession, NewCheckoutSession, SessionStatus } from '../openapi.gen.js'
import type { Answer, Query, RequestOptions } from '../operation.js'
import { waitFor, type WaitOptions } from '../wait.js'
import { Resource } from './resource.js'

/** Statuses in which a session is paid, or will not be by itself. */
const ENDS = [
  'paid',
  'paid_late',
  'overpaid',
  'expired',
  'failed',
] as const satisfies readonly SessionStatus[]
type End = (typeof ENDS)[number]

/** One customer's way to pay once. */
export class CheckoutSessions extends Resource {
  /** Begins one, from a payment link or over an amount of its own. */
  create(session: NewCheckoutSession, options?: RequestOptions): Promise<CheckoutSession> {
    return this.transport.call('post_v1_checkout_sessions', { body: session }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<CheckoutSession> {
    return this.transport.call('get_v1_checkout_sessions_id', { path: { id } }, options)
  }

  /** The newest first. */
  list(
    query: Query<'get_v1_checkout_sessions'> = {},
    options?: RequestOptions,
  ): Listing<Answer<'get_v1_checkout_sessions'>, CheckoutSession> {
    return new Listing(
      (more) => this.transport.call('get_v1_checkout_sessions', { query: { ...query, ...more } }, options),
      byNextCursor(),
    )
  }

  /**
   * Waits until it is paid (in time, late, or with something on top), has expired or failed, and gives it as it is then; or as soon as it has
   * a status of `until`. Throws a TimeoutError with what was read last as `last`.
   */
  waitForPayment<Until extends SessionStatus = never>(
    id: string,
    { until = [], ...options }: WaitOptions<Until> = {},
  ): Promise<CheckoutSession & { status: End | Until }> {
    return waitFor((signal) => this.retrieve(id, { signal }), [...ENDS, ...until], options)
  }
}
