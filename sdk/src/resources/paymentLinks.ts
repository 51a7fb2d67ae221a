import { byNextCursor, Listing } from '../listing.js'
import type { NewPaymentLink, PaymentLink } from '../openapi.gen.js'
import type { Answer, Body, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** Addresses that you share; each visit begins a checkout session. */
export class PaymentLinks extends Resource {
  create(link: NewPaymentLink, options?: RequestOptions): Promise<PaymentLink> {
    return this.transport.call('post_v1_payment_links', { body: link }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<PaymentLink> {
    return this.transport.call('get_v1_payment_links_id', { path: { id } }, options)
  }

  /** The newest first. */
  list(
    query: Query<'get_v1_payment_links'> = {},
    options?: RequestOptions,
  ): Listing<Answer<'get_v1_payment_links'>, PaymentLink> {
    return new Listing(
      (more) => this.transport.call('get_v1_payment_links', { query: { ...query, ...more } }, options),
      byNextCursor(),
    )
  }

  /** For the sessions that begin from now on. */
  update(
    id: string,
    changes: Body<'patch_v1_payment_links_id'>,
    options?: RequestOptions,
  ): Promise<PaymentLink> {
    return this.transport.call('patch_v1_payment_links_id', { path: { id }, body: changes }, options)
  }

  /** Ends it; its sessions stay. */
  delete(id: string, options?: RequestOptions): Promise<PaymentLink> {
    return this.transport.call('delete_v1_payment_links_id', { path: { id } }, options)
  }

  /** Its address as an image, to print or to show; needs no key. */
  qrCode(
    slug: string,
    query: Query<'get_v1_public_payment_links_slug_qr'> = {},
    options?: RequestOptions,
  ): Promise<Uint8Array> {
    return this.transport.call('get_v1_public_payment_links_slug_qr', { path: { slug }, query }, options)
  }
}
