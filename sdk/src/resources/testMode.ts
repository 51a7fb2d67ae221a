import type { CheckoutSession, PlayedTest } from '../openapi.gen.js'
import type { Body, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** Payments without money, for what was made with a test key. */
export class TestMode extends Resource {
  /** Simulates one payment: of what is owed, unless said otherwise. */
  payInvoice(
    id: string,
    payment?: Body<'post_v1_test_invoices_id_payments'>,
    options?: RequestOptions,
  ): Promise<PlayedTest> {
    return this.transport.call('post_v1_test_invoices_id_payments', { path: { id }, body: payment }, options)
  }

  /** Plays steps, one after the other, on the invoice's own clock. */
  playScenario(scenario: Body<'post_v1_test_scenarios'>, options?: RequestOptions): Promise<PlayedTest> {
    return this.transport.call('post_v1_test_scenarios', { body: scenario }, options)
  }

  /** Simulates one payment of a session. */
  paySession(
    id: string,
    payment?: Body<'post_v1_test_checkout_sessions_id_payments'>,
    options?: RequestOptions,
  ): Promise<CheckoutSession> {
    return this.transport.call(
      'post_v1_test_checkout_sessions_id_payments',
      { path: { id }, body: payment },
      options,
    )
  }
}
