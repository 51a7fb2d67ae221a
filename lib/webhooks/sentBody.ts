import type { WebhookDialect } from '@/db/schema'

/** Where document 000's time stands: behind the id and the name, which hold no quotation mark. */
const CREATED_AT = /^(\{"id":"[^"\\]*","event":"[^"\\]*","createdAt":")[^"\\]*(?=")/

/**
 * The bytes of a try. Bodies are what they were at the commit, but that document 000's receivers believe `createdAt` for 300 seconds: it
 * says when this try is made, under the same id (W3).
 */
export function sentBody(dialect: WebhookDialect, body: string, at: Date): string {
  if (dialect !== 'checkout') return body
  const time = at.toISOString().replace(/\.\d{3}Z$/, 'Z')
  return body.replace(CREATED_AT, (_, before: string) => `${before}${time}`)
}
