import type { NewRefund, Refund, RefundList } from '../openapi.gen.js'
import type { Body, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** Refunds of an invoice, which your own wallet signs. */
export class Refunds extends Resource {
  /** Writes down what your wallet is to send. */
  prepare(invoiceId: string, refund: NewRefund, options?: RequestOptions): Promise<Refund> {
    return this.transport.call(
      'post_v1_invoices_id_refunds',
      { path: { id: invoiceId }, body: refund },
      options,
    )
  }

  /** All of an invoice, and what can still be given back. */
  list(invoiceId: string, options?: RequestOptions): Promise<RefundList> {
    return this.transport.call('get_v1_invoices_id_refunds', { path: { id: invoiceId } }, options)
  }

  retrieve(invoiceId: string, refundId: string, options?: RequestOptions): Promise<Refund> {
    const path = { id: invoiceId, refund_id: refundId }
    return this.transport.call('get_v1_invoices_id_refunds_refund_id', { path }, options)
  }

  /** Tells which transaction you sent. */
  report(
    invoiceId: string,
    refundId: string,
    body: Body<'patch_v1_invoices_id_refunds_refund_id'>,
    options?: RequestOptions,
  ): Promise<Refund> {
    const path = { id: invoiceId, refund_id: refundId }
    return this.transport.call('patch_v1_invoices_id_refunds_refund_id', { path, body }, options)
  }

  /** Calls off one that nobody has sent. */
  cancel(invoiceId: string, refundId: string, options?: RequestOptions): Promise<Refund> {
    const path = { id: invoiceId, refund_id: refundId }
    return this.transport.call('post_v1_invoices_id_refunds_refund_id_cancel', { path }, options)
  }
}
