import { byNextCursor, Listing } from '../listing.js'
import type {
  CreatedWebhookEndpoint,
  NewWebhookEndpoint,
  WebhookDelivery,
  WebhookEndpoint,
} from '../openapi.gen.js'
import type { Answer, Body, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

type EndpointPage = Answer<'get_v1_session_webhook_endpoints'>
type DeliveryPage = Answer<'get_v1_session_webhook_endpoints_id_deliveries'>

/** Who is told what becomes of checkout sessions: `/api/v1/webhook_endpoints`, with an underscore. */
export class WebhookEndpoints extends Resource {
  /** Adds one; the answer shows its secret this once. */
  create(endpoint: NewWebhookEndpoint, options?: RequestOptions): Promise<CreatedWebhookEndpoint> {
    return this.transport.call('post_v1_session_webhook_endpoints', { body: endpoint }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<WebhookEndpoint> {
    return this.transport.call('get_v1_session_webhook_endpoints_id', { path: { id } }, options)
  }

  /** The newest first. */
  list(
    query: Query<'get_v1_session_webhook_endpoints'> = {},
    options?: RequestOptions,
  ): Listing<EndpointPage, WebhookEndpoint> {
    return new Listing(
      (more) =>
        this.transport.call('get_v1_session_webhook_endpoints', { query: { ...query, ...more } }, options),
      byNextCursor(),
    )
  }

  update(
    id: string,
    changes: Body<'patch_v1_session_webhook_endpoints_id'>,
    options?: RequestOptions,
  ): Promise<WebhookEndpoint> {
    return this.transport.call(
      'patch_v1_session_webhook_endpoints_id',
      { path: { id }, body: changes },
      options,
    )
  }

  /** Takes it away, with what was still to go there. */
  delete(id: string, options?: RequestOptions): Promise<Answer<'delete_v1_session_webhook_endpoints_id'>> {
    return this.transport.call('delete_v1_session_webhook_endpoints_id', { path: { id } }, options)
  }

  /** Replaces its secret and shows the new one this once; for `overlap` seconds the one before signs as well. */
  rotateSecret(
    id: string,
    body?: Body<'post_v1_session_webhook_endpoints_id_rotate_secret'>,
    options?: RequestOptions,
  ): Promise<CreatedWebhookEndpoint> {
    return this.transport.call(
      'post_v1_session_webhook_endpoints_id_rotate_secret',
      { path: { id }, body },
      options,
    )
  }

  /** Sends it a made-up `session.paid` at once, and says what your server answered. */
  test(id: string, options?: RequestOptions): Promise<Answer<'post_v1_session_webhook_endpoints_id_test'>> {
    return this.transport.call('post_v1_session_webhook_endpoints_id_test', { path: { id } }, options)
  }

  /** What it was sent, the newest first. */
  deliveries(
    id: string,
    query: Query<'get_v1_session_webhook_endpoints_id_deliveries'> = {},
    options?: RequestOptions,
  ): Listing<DeliveryPage, WebhookDelivery> {
    return new Listing(
      (more) =>
        this.transport.call(
          'get_v1_session_webhook_endpoints_id_deliveries',
          { path: { id }, query: { ...query, ...more } },
          options,
        ),
      byNextCursor(),
    )
  }

  /** Sends a delivery again, with the same id and bytes. */
  replay(
    id: string,
    deliveryId: string,
    options?: RequestOptions,
  ): Promise<Answer<'post_v1_session_webhook_endpoints_id_deliveries_delivery_id_replay'>> {
    const path = { id, delivery_id: deliveryId }
    return this.transport.call(
      'post_v1_session_webhook_endpoints_id_deliveries_delivery_id_replay',
      { path },
      options,
    )
  }
}
