import type { Logo, Merchant, NewMerchant, RegisteredMerchant, Wallet } from '../openapi.gen.js'
import type { Answer, Body, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** The merchant that a key belongs to. */
export class Merchants extends Resource {
  /** The wallets that refunds count from. */
  readonly wallets = new Wallets(this.transport)

  /** The ways to be paid. */
  readonly paymentMethods = new PaymentMethods(this.transport)

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

class PaymentMethods extends Resource {
  list(options?: RequestOptions): Promise<Answer<'get_v1_merchants_me_payment_methods'>> {
    return this.transport.call('get_v1_merchants_me_payment_methods', {}, options)
  }

  /** Takes a token by its address, to the treasury that there is on its network. */
  addToken(
    token: Body<'post_v1_merchants_me_tokens'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_v1_merchants_me_tokens'>> {
    return this.transport.call('post_v1_merchants_me_tokens', { body: token }, options)
  }

  /** The first addresses of a wallet of your own, to compare with what the wallet shows. Never send a private key. */
  previewWallet(
    wallet: Body<'post_v1_merchants_me_xpub_preview'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_v1_merchants_me_xpub_preview'>> {
    return this.transport.call('post_v1_merchants_me_xpub_preview', { body: wallet }, options)
  }

  /** Is paid to addresses of that wallet, in what is not paid anywhere yet. */
  useWallet(
    wallet: Body<'post_v1_merchants_me_xpub'>,
    options?: RequestOptions,
  ): Promise<Answer<'post_v1_merchants_me_xpub'>> {
    return this.transport.call('post_v1_merchants_me_xpub', { body: wallet }, options)
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
