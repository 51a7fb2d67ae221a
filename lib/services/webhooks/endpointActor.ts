import type { WebhookDialect } from '@/db/schema'
import type { Actor } from '../context'

/** Who asks for endpoints. Through an API only those that speak its document are there; without a dialect, as in the dashboard, all. */
export type EndpointActor = Actor & { dialect?: WebhookDialect }

/** The same actor, asking through the API of a document. */
export function through<Dialect extends WebhookDialect>(dialect: Dialect, actor: Actor) {
  return { ...actor, dialect }
}
