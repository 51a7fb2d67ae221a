import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { ROLES } from '@/lib/domain/access'
import { createdAt, instant } from './columns'
import { merchants } from './merchants'

/** A person who signs in. */
export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    /** In small letters, so that one mailbox is one person. */
    email: text('email').notNull().unique(),
    /** Says how it was made; a text that is no hash is a password that nobody has yet. */
    passwordHash: text('password_hash').notNull(),
    /** When they showed that the mailbox is theirs (L3); live mode waits for it. */
    emailVerifiedAt: instant('email_verified_at'),
    /** Every session carries the number it began under: raising it ends all of them. */
    sessionVersion: integer('session_version').notNull().default(1),
    /** Runs this instance (L2); made by a command on the server alone. */
    operator: boolean('operator').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [check('users_email_small', sql`${table.email} = lower(${table.email})`)],
)

/** A person's role in a merchant. */
export const memberships = pgTable(
  'memberships',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: ROLES }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('memberships_once').on(table.merchantId, table.userId)],
)
