import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, units } from './columns'

/** A source of prices: when it is asked next, who is asking now, and what became of it. */
export const rateSources = pgTable('rate_sources', {
  source: text('source').primaryKey(),
  leaseUntil: instant('lease_until'),
  nextAt: instant('next_at').notNull(),
  lastTriedAt: instant('last_tried_at'),
  lastOkAt: instant('last_ok_at'),
  lastError: text('last_error'),
  /** In a row; each makes the pause longer. */
  failures: integer('failures').notNull().default(0),
})

/** The newest price a source has told of a pair (D3). */
export const ratePrices = pgTable(
  'rate_prices',
  {
    source: text('source').notNull(),
    base: text('base').notNull(),
    quote: text('quote').notNull(),
    /** Units of the quote currency for one whole base, by 10^-18. */
    value: units('value').notNull(),
    /** By the source's own time where it tells one. */
    at: instant('at').notNull(),
    goodUntil: instant('good_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.base, table.quote] }),
    index('rate_prices_pair').on(table.base, table.quote),
  ],
)

/** The median of a pair that was last believed: the next one must not have jumped against it (D3). */
export const rateMedians = pgTable(
  'rate_medians',
  {
    base: text('base').notNull(),
    quote: text('quote').notNull(),
    value: units('value').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.base, table.quote] })],
)
