import { jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { NO_INPUTS, type RateInputs } from '@/lib/domain/rateInputs'
import { createdAt, instant, mode, units } from './columns'
import { paymentOptions } from './deposits'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

/** A quote that an option had before its present one: it still values what came while it stood (D3). */
export const pastQuotes = pgTable(
  'past_quotes',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    optionId: text('option_id')
      .notNull()
      .references(() => paymentOptions.id),
    quotedAmount: units('quoted_amount').notNull(),
    rateNum: units('rate_num').notNull(),
    rateDen: units('rate_den').notNull(),
    rateSource: text('rate_source').notNull(),
    rateInputs: jsonb('rate_inputs').$type<RateInputs>().notNull().default(NO_INPUTS),
    quotedAt: instant('quoted_at').notNull(),
    /** It valued what came until then, inclusive: its lock's end, or the expiry of an invoice that was opened again. */
    until: instant('until').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('past_quotes_tenant', table),
    uniqueIndex('past_quotes_version').on(table.optionId, table.until),
  ],
)
