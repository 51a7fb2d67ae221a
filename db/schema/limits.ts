import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns'

/** What was taken of a limit by one subject, such as a key or an address: a window that slides (Q4). */
export const rateLimits = pgTable(
  'rate_limits',
  {
    /** Whom and what: a limit's name and a key's id or an address's hash. */
    subject: text('subject').primaryKey(),
    /** When permits may be used at the latest, in milliseconds since 1970, ascending; they count from then on. */
    ends: bigint('ends', { mode: 'number' }).array().notNull(),
    /** How many permits end at each of these. */
    counts: integer('counts').array().notNull(),
    /** What the last one who asked was given. */
    granted: integer('granted').notNull(),
    /** Rounded up, so that it changes seldom: the row is of no use from then on. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('rate_limits_expiry').on(table.expiresAt)],
)
