import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode } from './columns'
import { merchants } from './merchants'

/** The answer a key was given, written in its effect's transaction (Q2). */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the request's canonical JSON. */
    bodyHash: text('body_hash').notNull(),
    status: integer('status').notNull(),
    /** The reply's text; encrypted where the route says that it holds a secret. */
    response: text('response').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.mode, table.method, table.path, table.key] }),
    index('idempotency_keys_expiry').on(table.expiresAt),
  ],
)
