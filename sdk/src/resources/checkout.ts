import type { Answer, Body, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** The part of the API below `/api/checkout`, for a shop that works with it. */
export class Checkout extends Resource {
  readonly apiKeys = new CheckoutKeys(this.transport)
  readonly config = new CheckoutConfiguration(this.transport)
  readonly paymentMethods = new CheckoutPaymentMethods(this.transport)
}

/** Keys that create and read invoices, three at most. */
class CheckoutKeys extends Resource {
  /** Makes a key, which the answer shows this once. A live key's, or a token's of one. */
  create(
    key: Body<'post_checkout_api_keys'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_api_keys'>> {
    return this.transport.call('post_checkout_api_keys', { body: key }, options)
  }

  /** The active ones, the oldest first. */
  list(options?: RequestOptions): Promise<Answer<'get_checkout_api_keys'>> {
    return this.transport.call('get_checkout_api_keys', {}, options)
  }

  /** Ends it at once. */
  revoke(id: string, options?: RequestOptions): Promise<Answer<'delete_checkout_api_keys_id'>> {
    return this.transport.call('delete_checkout_api_keys_id', { path: { id } }, options)
  }
}

class CheckoutConfiguration extends Resource {
  retrieve(options?: RequestOptions): Promise<Answer<'get_checkout_config'>> {
    return this.transport.call('get_checkout_config', {}, options)
  }

  /** Makes it, or puts another one in its place: what is left out is as if it had never been said, but for the payment methods. */
  replace(
    config: Body<'put_checkout_config'>,
    options?: RequestOptions,
  ): Promise<Answer<'put_checkout_config'>> {
    return this.transport.call('put_checkout_config', { body: config }, options)
  }

  rotateWebhookSecret(
    rotation: Body<'post_checkout_config_webhook_secret_rotate'> = {},
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_config_webhook_secret_rotate'>> {
    return this.transport.call('post_checkout_config_webhook_secret_rotate', { body: rotation }, options)
  }

  /** What lies in the treasuries now, read on chain. */
  balance(options?: RequestOptions): Promise<Answer<'get_checkout_config_balance'>> {
    return this.transport.call('get_checkout_config_balance', {}, options)
  }
}

class CheckoutPaymentMethods extends Resource {
  list(options?: RequestOptions): Promise<Answer<'get_checkout_payment_methods'>> {
    return this.transport.call('get_checkout_payment_methods', {}, options)
  }

  /** Adds a way to be paid; the answer shows the first deposit address that it would give. */
  create(
    method: Body<'post_checkout_payment_methods'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_payment_methods'>> {
    return this.transport.call('post_checkout_payment_methods', { body: method }, options)
  }

  /** Changes it for later invoices; where the money goes is the owner's to change, in the dashboard or with their session. */
  update(
    id: string,
    changes: Body<'put_checkout_payment_methods_id'>,
    options?: RequestOptions,
  ): Promise<Answer<'put_checkout_payment_methods_id'>> {
    return this.transport.call('put_checkout_payment_methods_id', { path: { id }, body: changes }, options)
  }

  disable(id: string, options?: RequestOptions): Promise<Answer<'delete_checkout_payment_methods_id'>> {
    return this.transport.call('delete_checkout_payment_methods_id', { path: { id } }, options)
  }

  /** A text for a treasury to sign, by which it is accepted. */
  challengeTreasury(
    treasury: Body<'post_checkout_payment_methods_treasury_challenge'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_payment_methods_treasury_challenge'>> {
    return this.transport.call(
      'post_checkout_payment_methods_treasury_challenge',
      { body: treasury },
      options,
    )
  }
}
