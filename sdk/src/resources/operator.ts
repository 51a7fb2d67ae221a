import type { Health } from '../openapi.gen.js'
import type { Answer, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** What the operator of a server asks of it. */
export class Operator extends Resource {
  /** How it is; a ServerError where its database does not answer. Needs no key. */
  health(options?: RequestOptions): Promise<Health> {
    return this.transport.call('get_health', {}, options)
  }

  /** The OpenAPI description of this server. Needs no key. */
  description(options?: RequestOptions): Promise<unknown> {
    return this.transport.call('get_v1_openapi_json', {}, options)
  }

  /** Reads every network once; needs the `cronSecret`. */
  reconcile(options?: RequestOptions): Promise<Answer<'post_cron_reconcile'>> {
    return this.transport.call('post_cron_reconcile', {}, options)
  }

  /** Sends the webhooks that are due; needs the `cronSecret`. */
  dispatch(options?: RequestOptions): Promise<Answer<'post_cron_dispatch'>> {
    return this.transport.call('post_cron_dispatch', {}, options)
  }
}
