import type { Logo, Merchant, NewMerchant, RegisteredMerchant, Wallet } from '../openapi.gen.js'
import type { Answer, Body, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** The merchant that a key belongs to. */
export class Merchants extends Resource {
  /** The wallets that refunds count from. */
  readonly wallets = new Wallets(this.transport)

  /** Registers one, where the operator lets merchants register by themselves; its first keys are shown this once. */
  register(merchant: NewMerchant, options?: RequestOptions): Promise<RegisteredMerchant> {
    return this.transport.call('post_v1_merchants', { body: merchant }, options)
  }

  /** The one of this client's key. */
  retrieve(options?: RequestOptions): Promise<Merchant> {
    return this.transport.call('get_v1_merchants_me', {}, options)
  }

  update(changes: Body<'patch_v1_merchants_me'>, options?: RequestOptions): Promise<Merchant> {
    return this.transport.call('patch_v1_merchants_me', { body: changes }, options)
  }

  /** Sets what the pay page and QR codes show. */
  setLogo(logo: Body<'put_v1_merchants_me_logo'>, options?: RequestOptions): Promise<Logo> {
    return this.transport.call('put_v1_merchants_me_logo', { body: logo }, options)
  }

  removeLogo(options?: RequestOptions): Promise<Answer<'delete_v1_merchants_me_logo'>> {
    return this.transport.call('delete_v1_merchants_me_logo', {}, options)
  }

  /** A logo as PNG, by the id at the end of its `logo_url`; needs no key. */
  logo(id: string, options?: RequestOptions): Promise<Uint8Array> {
    return this.transport.call('get_v1_public_logos_id', { path: { id } }, options)
  }
}

class Wallets extends Resource {
  list(options?: RequestOptions): Promise<Answer<'get_v1_merchants_me_wallets'>> {
    return this.transport.call('get_v1_merchants_me_wallets', {}, options)
  }

  /** Says that a wallet is yours. */
  declare(wallet: Body<'post_v1_merchants_me_wallets'>, options?: RequestOptions): Promise<Wallet> {
    return this.transport.call('post_v1_merchants_me_wallets', { body: wallet }, options)
  }

  /** Says so no longer. */
  forget(id: string, options?: RequestOptions): Promise<Wallet> {
    return this.transport.call('delete_v1_merchants_me_wallets_id', { path: { id } }, options)
  }
}
