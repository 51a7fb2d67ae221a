import { byCursor, Listing } from '../listing.js'
import type { AccessToken, ApiKey, CreatedApiKey, NewApiKey } from '../openapi.gen.js'
import type { Answer, Body, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

type NewToken = Omit<Body<'post_v1_auth_token'>, 'grant_type' | 'api_key'>

/** Keys for parts of your system. */
export class ApiKeys extends Resource {
  /** Makes a key, which the answer shows this once. */
  create(key: NewApiKey, options?: RequestOptions): Promise<CreatedApiKey> {
    return this.transport.call('post_v1_api_keys', { body: key }, options)
  }

  retrieve(id: string, options?: RequestOptions): Promise<ApiKey> {
    return this.transport.call('get_v1_api_keys_id', { path: { id } }, options)
  }

  /** The newest first. */
  list(
    query: Query<'get_v1_api_keys'> = {},
    options?: RequestOptions,
  ): Listing<Answer<'get_v1_api_keys'>, ApiKey> {
    return new Listing(
      (more) => this.transport.call('get_v1_api_keys', { query: { ...query, ...more } }, options),
      byCursor('api_keys'),
    )
  }

  update(id: string, changes: Body<'patch_v1_api_keys_id'>, options?: RequestOptions): Promise<ApiKey> {
    return this.transport.call('patch_v1_api_keys_id', { path: { id }, body: changes }, options)
  }

  /** Ends it at once, with every token that was made with it. */
  revoke(id: string, options?: RequestOptions): Promise<ApiKey> {
    return this.transport.call('delete_v1_api_keys_id', { path: { id } }, options)
  }

  /** A token for some of what this client's key holds, for a page or an app: it can do less, and not for long. */
  createToken(token: NewToken = {}, options?: RequestOptions): Promise<AccessToken> {
    const key = { grant_type: 'api_key', api_key: this.transport.apiKey('post_v1_auth_token') } as const
    return this.transport.call('post_v1_auth_token', { body: { ...token, ...key } }, options)
  }
}
