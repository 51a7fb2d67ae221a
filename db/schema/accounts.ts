import { customType, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, instant } from './columns'
import { users } from './users'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** What a link in a mail lets its holder do once (L3). Only a hash of the link's secret is kept. */
export const accountTokens = pgTable(
  'account_tokens',
  {
    hash: bytes('hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    purpose: text('purpose', { enum: ['verify_email', 'reset_password'] }).notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('account_tokens_user').on(table.userId, table.purpose)],
)

/** Mail that was written with what it tells of, and is sent after that was committed. */
export const mails = pgTable(
  'mails',
  {
    id: text('id').primaryKey(),
    /** Encrypted: recipient, subject and text, which may hold a link. Removed once sent. */
    sealed: text('sealed').notNull(),
    tries: integer('tries').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull(),
    /** Whoever sends it has until then; afterwards another may. */
    claimedUntil: instant('claimed_until'),
    createdAt: createdAt(),
  },
  (table) => [index('mails_due').on(table.nextTryAt)],
)

/** When somebody last did something that is limited: a window that slides, the same for every instance. */
export const throttles = pgTable(
  'throttles',
  {
    /** What is counted and for whom, the latter as a hash. */
    bucket: text('bucket').primaryKey(),
    hits: instant('hits').array().notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [index('throttles_old').on(table.lastAt)],
)
