import { byNextCursor, Listing } from '../listing.js'
import type { SessionEvent } from '../openapi.gen.js'
import type { Answer, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** What happened to checkout sessions in the last 90 days. */
export class Events extends Resource {
  retrieve(id: string, options?: RequestOptions): Promise<SessionEvent> {
    return this.transport.call('get_v1_events_id', { path: { id } }, options)
  }

  /** The newest first. */
  list(
    query: Query<'get_v1_events'> = {},
    options?: RequestOptions,
  ): Listing<Answer<'get_v1_events'>, SessionEvent> {
    return new Listing(
      (more) => this.transport.call('get_v1_events', { query: { ...query, ...more } }, options),
      byNextCursor(),
    )
  }
}
