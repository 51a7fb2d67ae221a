import type { Dialect } from './dialect'
import { invoicesApi } from './invoices/api'
import { canonicalPath } from './request'
import { sessionsApi } from './sessions/api'

const OF_SESSIONS = ['payment_links', 'checkout_sessions', 'webhook_endpoints', 'events', 'customers']

/** For what no route answers: the document is known by the path alone (Q9). */
export const dialectByPath: Dialect = {
  ...invoicesApi.dialect,
  presentError: (error, facts) => ownerOf(facts.path).presentError(error, facts),
}

function ownerOf(path: string): Dialect {
  const subject = canonicalPath(path).split('/')[3] ?? ''
  return OF_SESSIONS.includes(subject) ? sessionsApi.dialect : invoicesApi.dialect
}
