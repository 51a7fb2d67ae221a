import type { Answer, Body, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** What lies at your deterministic addresses, and moving it by your own wallet. */
export class Withdrawals extends Resource {
  list(options?: RequestOptions): Promise<Answer<'get_checkout_address_transfer_withdrawals'>> {
    return this.transport.call('get_checkout_address_transfer_withdrawals', {}, options)
  }

  /** The transactions for your wallet to sign. */
  prepare(
    body: Body<'post_checkout_address_transfer_withdrawals_prepare'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_address_transfer_withdrawals_prepare'>> {
    return this.transport.call('post_checkout_address_transfer_withdrawals_prepare', { body }, options)
  }

  /** Tells which transactions your wallet sent; their receipts are read. */
  confirm(
    body: Body<'post_checkout_address_transfer_withdrawals_confirm'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_checkout_address_transfer_withdrawals_confirm'>> {
    return this.transport.call('post_checkout_address_transfer_withdrawals_confirm', { body }, options)
  }
}
