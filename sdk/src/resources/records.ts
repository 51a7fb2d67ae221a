import { byCursor, Listing } from '../listing.js'
import type { Analytics, AuditEntry } from '../openapi.gen.js'
import type { Answer, Query, RequestOptions } from '../operation.js'
import { Resource } from './resource.js'

/** Figures of a period. */
export class Figures extends Resource {
  retrieve(query: Query<'get_v1_analytics'> = {}, options?: RequestOptions): Promise<Analytics> {
    return this.transport.call('get_v1_analytics', { query }, options)
  }
}

/** Who changed what. */
export class AuditLog extends Resource {
  /** The newest first. */
  list(
    query: Query<'get_v1_audit_log'> = {},
    options?: RequestOptions,
  ): Listing<Answer<'get_v1_audit_log'>, AuditEntry> {
    return new Listing(
      (more) => this.transport.call('get_v1_audit_log', { query: { ...query, ...more } }, options),
      byCursor('audit_log'),
    )
  }
}
