import { sql } from 'drizzle-orm'
import { customType, index, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode } from './columns'
import { merchants } from './merchants'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** A key that acts for a merchant in one mode. Only its HMAC is kept; the key itself is shown once (Q3). */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    /** The form of the key, such as `sk_live`, which says what scopes it can hold. */
    form: text('form').notNull(),
    name: text('name').notNull(),
    /** HMAC-SHA-256 of the key under the pepper named beside it. */
    hmac: bytes('hmac').notNull().unique(),
    pepperId: text('pepper_id').notNull(),
    /** Its first characters, up to four behind the form's prefix: too few to guess the rest. */
    prefix: text('prefix').notNull(),
    /** First and last characters, for people to tell keys apart. */
    hint: text('hint').notNull(),
    scopes: text('scopes')
      .array()
      .notNull()
      .default(sql`'{}'`),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
    createdAt: createdAt(),
  },
  (table) => [
    index('api_keys_list').on(table.merchantId, table.createdAt, table.id),
    index('api_keys_active')
      .on(table.merchantId)
      .where(sql`${table.revokedAt} is null`),
  ],
)
