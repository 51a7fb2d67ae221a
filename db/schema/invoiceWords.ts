import { customType, index, pgTable, text } from 'drizzle-orm/pg-core'
import { mode } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/**
 * What an invoice is found by: the words of its title, description and metadata, each marked with its merchant and mode. A table
 * of its own, because it never changes: a new status does not write the index again.
 */
export const invoiceWords = pgTable(
  'invoice_words',
  {
    invoiceId: text('invoice_id')
      .primaryKey()
      .references(() => invoices.id),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    words: tsvector('words').notNull(),
  },
  (table) => [
    ofInvoice('invoice_words_tenant', table),
    // Without a list of what is pending, which every search would read.
    index('invoice_words_words').using('gin', table.words).with({ fastupdate: false }),
  ],
)
