import type { CheckoutInvoice, CheckoutInvoiceStatus, NewCheckoutInvoice } from '../openapi.gen.js'
import type { Answer, Body, Query, RequestOptions } from '../operation.js'
import { waitFor, type WaitOptions } from '../wait.js'
import { Resource } from './resource.js'

/** Statuses in which an invoice is paid, or will not be by itself. */
const ENDS = [
  'confirmed',
  'paid_out_of_band',
  'expired',
  'voided',
] as const satisfies readonly CheckoutInvoiceStatus[]
type End = (typeof ENDS)[number]

/** Invoices of `/api/checkout`: an amount in US dollars, and every way in which it can be paid. */
export class CheckoutInvoices extends Resource {
  create(invoice: NewCheckoutInvoice, options?: RequestOptions): Promise<CheckoutInvoice> {
    return this.transport.call('post_checkout_invoices', { body: invoice }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<CheckoutInvoice> {
    return this.transport.call('get_checkout_invoices_id', { path: { id } }, options)
  }

  /** Its status alone, for whoever asks often. */
  status(id: string, options?: RequestOptions): Promise<Answer<'get_checkout_invoices_id_status'>> {
    return this.transport.call('get_checkout_invoices_id_status', { path: { id } }, options)
  }

  /** What happened to its money, whichever way it came. */
  payments(id: string, options?: RequestOptions): Promise<Answer<'get_checkout_invoices_id_payments'>> {
    return this.transport.call('get_checkout_invoices_id_payments', { path: { id } }, options)
  }

  /** The newest first, and how many match. */
  list(
    query: Query<'get_checkout_invoices'> = {},
    options?: RequestOptions,
  ): Promise<Answer<'get_checkout_invoices'>> {
    return this.transport.call('get_checkout_invoices', { query }, options)
  }

  /** Those that match as a CSV file. */
  export(query: Query<'get_checkout_invoices_export'> = {}, options?: RequestOptions): Promise<Uint8Array> {
    return this.transport.call('get_checkout_invoices_export', { query }, options)
  }

  stats(
    query: Query<'get_checkout_invoices_stats'> = {},
    options?: RequestOptions,
  ): Promise<Answer<'get_checkout_invoices_stats'>> {
    return this.transport.call('get_checkout_invoices_stats', { query }, options)
  }

  /** Before any payment of it is seen. */
  void(id: string, options?: RequestOptions): Promise<CheckoutInvoice> {
    return this.transport.call('post_checkout_invoices_id_void', { path: { id } }, options)
  }

  /** It was paid elsewhere. */
  recordPayment(
    id: string,
    payment: Body<'post_checkout_invoices_id_record_payment'>,
    options?: RequestOptions,
  ): Promise<CheckoutInvoice> {
    return this.transport.call(
      'post_checkout_invoices_id_record_payment',
      { path: { id }, body: payment },
      options,
    )
  }

  /** Accepts, refunds or ignores what is wrong with it. */
  resolveException(
    id: string,
    decision: Body<'post_checkout_invoices_id_exception_resolve'>,
    options?: RequestOptions,
  ): Promise<CheckoutInvoice> {
    return this.transport.call(
      'post_checkout_invoices_id_exception_resolve',
      { path: { id }, body: decision },
      options,
    )
  }

  /** As its customer sees it: without a key, from a page too. */
  publicView(id: string, options?: RequestOptions): Promise<Answer<'get_checkout_pay_id'>> {
    return this.transport.call('get_checkout_pay_id', { path: { id } }, options)
  }

  /** What its page polls. */
  publicStatus(id: string, options?: RequestOptions): Promise<Answer<'get_checkout_pay_id_status'>> {
    return this.transport.call('get_checkout_pay_id_status', { path: { id } }, options)
  }

  /** After a wallet has called the contract: has the transaction looked at instead of waiting for it to be seen. */
  syncWalletPayment(
    id: string,
    sent: Body<'post_checkout_pay_id_sync_wallet_payment'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_pay_id_sync_wallet_payment'>> {
    return this.transport.call(
      'post_checkout_pay_id_sync_wallet_payment',
      { path: { id }, body: sent },
      options,
    )
  }

  /** Hands in what the payer has only signed. */
  relay(
    id: string,
    signed: Body<'post_checkout_pay_id_relay'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_pay_id_relay'>> {
    return this.transport.call('post_checkout_pay_id_relay', { path: { id }, body: signed }, options)
  }

  /**
   * Waits until it is paid, has expired or was voided, and gives it as it is then; or as soon as it has a status of `until`. Throws a
   * TimeoutError with what was read last as `last`.
   */
  waitForPayment<Until extends CheckoutInvoiceStatus = never>(
    id: string,
    { until = [], ...options }: WaitOptions<Until> = {},
  ): Promise<CheckoutInvoice & { status: End | Until }> {
    return waitFor((signal) => this.retrieve(id, { signal }), [...ENDS, ...until], options)
  }
}
