import { byCursor, Listing } from '../listing.js'
import type {
  CreatedInvoiceWebhookEndpoint,
  InvoiceDelivery,
  InvoiceWebhookEndpoint,
  NewInvoiceWebhookEndpoint,
} from '../openapi.gen.js'
import type { Answer, Body, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

type EndpointPage = Answer<'get_v1_webhook_endpoints'>
type DeliveryPage = Answer<'get_v1_webhook_endpoints_id_deliveries'>

/** Who is told what happens to invoices: `/api/v1/webhook-endpoints`, with a hyphen. */
export class InvoiceWebhookEndpoints extends Resource {
  /** Adds one; the answer shows its secret this once, unless you gave it. */
  create(
    endpoint: NewInvoiceWebhookEndpoint,
    options?: RequestOptions,
  ): Promise<CreatedInvoiceWebhookEndpoint> {
    return this.transport.call('post_v1_webhook_endpoints', { body: endpoint }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<InvoiceWebhookEndpoint> {
    return this.transport.call('get_v1_webhook_endpoints_id', { path: { id } }, options)
  }

  list(
    query: Query<'get_v1_webhook_endpoints'> = {},
    options?: RequestOptions,
  ): Listing<EndpointPage, EndpointPage['webhook_endpoints'][number]> {
    return new Listing(
      (more) => this.transport.call('get_v1_webhook_endpoints', { query: { ...query, ...more } }, options),
      byCursor('webhook_endpoints'),
    )
  }

  update(
    id: string,
    changes: Body<'patch_v1_webhook_endpoints_id'>,
    options?: RequestOptions,
  ): Promise<Answer<'patch_v1_webhook_endpoints_id'>> {
    return this.transport.call('patch_v1_webhook_endpoints_id', { path: { id }, body: changes }, options)
  }

  /** Takes it away, with what was still to go there. */
  delete(id: string, options?: RequestOptions): Promise<Answer<'delete_v1_webhook_endpoints_id'>> {
    return this.transport.call('delete_v1_webhook_endpoints_id', { path: { id } }, options)
  }

  /** Sends it a test event at once, and says what your server answered. */
  test(id: string, options?: RequestOptions): Promise<Answer<'post_v1_webhook_endpoints_id_test'>> {
    return this.transport.call('post_v1_webhook_endpoints_id_test', { path: { id } }, options)
  }

  /** Replaces its secret; for `overlap` seconds the one before signs as well. */
  rotateSecret(
    id: string,
    body?: Body<'post_v1_webhook_endpoints_id_rotate_secret'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_v1_webhook_endpoints_id_rotate_secret'>> {
    return this.transport.call('post_v1_webhook_endpoints_id_rotate_secret', { path: { id }, body }, options)
  }

  /** What it was sent, the newest first. */
  deliveries(
    id: string,
    query: Query<'get_v1_webhook_endpoints_id_deliveries'> = {},
    options?: RequestOptions,
  ): Listing<DeliveryPage, InvoiceDelivery> {
    return new Listing(
      (more) =>
        this.transport.call(
          'get_v1_webhook_endpoints_id_deliveries',
          { path: { id }, query: { ...query, ...more } },
          options,
        ),
      byCursor('deliveries'),
    )
  }

  /** Sends a delivery again, with the same id and bytes. */
  resend(
    deliveryId: string,
    options?: RequestOptions,
  ): Promise<Answer<'post_v1_webhook_deliveries_id_resend'>> {
    return this.transport.call('post_v1_webhook_deliveries_id_resend', { path: { id: deliveryId } }, options)
  }
}
