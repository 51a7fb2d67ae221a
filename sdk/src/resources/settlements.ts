import { byCursor, Listing } from '../listing.js'
import type { Settlement, SettlementSummary } from '../openapi.gen.js'
import type { Answer, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

type ListQuery = Query<'get_v1_settlements'>
type Page = Answer<'get_v1_settlements'>

/** The accounting of paid invoices. */
export class Settlements extends Resource {
  retrieve(id: string, options?: RequestOptions): Promise<Settlement> {
    return this.transport.call('get_v1_settlements_id', { path: { id } }, options)
  }

  /** The newest first; each page has the `summary` of all that match. */
  list(query: ListQuery = {}, options?: RequestOptions): Listing<Page, SettlementSummary> {
    return new Listing(
      (more) => this.transport.call('get_v1_settlements', { query: { ...query, ...more } }, options),
      byCursor('settlements'),
    )
  }
}
