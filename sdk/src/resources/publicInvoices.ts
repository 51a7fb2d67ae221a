import { followInvoice, type FollowedMessage, type FollowOptions } from '../followInvoice.js'
import type { PublicInvoice } from '../openapi.gen.js'
import type { Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** Invoices as their customers see them: without a key, from a page too. */
export class PublicInvoices extends Resource {
  retrieve(id: string, options?: RequestOptions): Promise<PublicInvoice> {
    return this.transport.call('get_v1_public_invoice_id', { path: { id } }, options)
  }

  /** What happens to it, as it happens, until there is nothing more to tell. */
  events(id: string, options: FollowOptions = {}): AsyncGenerator<FollowedMessage, void, undefined> {
    return followInvoice(this.transport, id, options)
  }

  /** The address to pay to, as an image. */
  qrCode(
    id: string,
    query: Query<'get_v1_public_invoice_id_qr'> = {},
    options?: RequestOptions,
  ): Promise<Uint8Array> {
    return this.transport.call('get_v1_public_invoice_id_qr', { path: { id }, query }, options)
  }

  /** What was signed of its addresses, to be kept as it is: anybody can check it without the server. */
  addressProof(id: string, options?: RequestOptions): Promise<unknown> {
    return this.transport.call('get_v1_public_invoice_id_address_proof', { path: { id } }, options)
  }

  /** Opens an expired invoice again, with a new quote at the same address. */
  quoteAgain(id: string, options?: RequestOptions): Promise<PublicInvoice> {
    return this.transport.call('post_v1_public_invoice_id_quote', { path: { id } }, options)
  }
}
