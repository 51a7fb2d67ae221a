import { byCursor, Listing } from '../listing.js'
import type {
  CancelledInvoice,
  CreatedInvoice,
  Invoice,
  InvoiceStatus,
  InvoiceSummary,
  NewInvoice,
} from '../openapi.gen.js'
import type { Answer, Body, Query, RequestOptions } from '../operation.js'
import { waitFor, type WaitOptions } from '../wait.js'
import { Refunds } from './refunds.js'
import { Resource } from './resource.js'

type ListQuery = Query<'get_v1_invoices'>
type Page = Answer<'get_v1_invoices'>

/** Statuses in which nothing more happens by itself. */
const ENDS = ['paid', 'expired', 'cancelled', 'refunded'] as const satisfies readonly InvoiceStatus[]
type End = (typeof ENDS)[number]

/** What is owed, and how it is paid. */
export class Invoices extends Resource {
  /** What you give back of them. */
  readonly refunds = new Refunds(this.transport)

  /** Asks for money. */
  create(invoice: NewInvoice, options?: RequestOptions): Promise<CreatedInvoice> {
    return this.transport.call('post_v1_invoices', { body: invoice }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<Invoice> {
    return this.transport.call('get_v1_invoices_id', { path: { id } }, options)
  }

  /** The newest first. */
  list(query: ListQuery = {}, options?: RequestOptions): Listing<Page, InvoiceSummary> {
    return new Listing(
      (more) => this.transport.call('get_v1_invoices', { query: { ...query, ...more } }, options),
      byCursor('invoices'),
    )
  }

  /** Calls off an invoice that is not paid. */
  cancel(
    id: string,
    body?: Body<'post_v1_invoices_id_cancel'>,
    options?: RequestOptions,
  ): Promise<CancelledInvoice> {
    return this.transport.call('post_v1_invoices_id_cancel', { path: { id }, body }, options)
  }

  /** Takes what arrived for the whole, or accepts late money. */
  complete(
    id: string,
    body: Body<'post_v1_invoices_id_complete'>,
    options?: RequestOptions,
  ): Promise<Invoice> {
    return this.transport.call('post_v1_invoices_id_complete', { path: { id }, body }, options)
  }

  /**
   * Waits until it is paid, has expired, or was cancelled or refunded, and gives it as it is then; or as soon as it has a status of `until`.
   * Throws a TimeoutError with what was read last as `last`.
   */
  waitForPayment<Until extends InvoiceStatus = never>(
    id: string,
    { until = [], ...options }: WaitOptions<Until> = {},
  ): Promise<Invoice & { status: End | Until }> {
    return waitFor((signal) => this.retrieve(id, { signal }), [...ENDS, ...until], options)
  }
}
