import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode, units } from './columns'
import { paymentOptions } from './deposits'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'
import { onNetwork } from './networks'

/**
 * Terms that were ever offered to be paid through the hub, frozen with the quote (F5). An event of the hub credits its invoice only by
 * the hash of one of these rows, which is why none is ever changed or deleted.
 */
export const hubTerms = pgTable(
  'hub_terms',
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
    network: text('network').notNull(),
    /** Of all that the contract is given, of chain and contract: what its event names them by. */
    termsHash: text('terms_hash').notNull(),
    /** Counts an option's terms from 1 on; the highest is what its customer is offered. */
    version: integer('version').notNull(),
    /** Derives again from the merchant's seed and everything below (F8). */
    paymentId: text('payment_id').notNull(),
    token: text('token').notNull(),
    decimals: integer('decimals').notNull(),
    /** In display form; zero is the native coin. */
    tokenAddress: text('token_address').notNull(),
    /** Base units, of which `fee` is a part. */
    amount: units('amount').notNull(),
    fee: units('fee').notNull(),
    treasury: text('treasury').notNull(),
    feeRecipient: text('fee_recipient').notNull(),
    /** The contract takes nothing in a block after it; whole seconds. */
    deadline: instant('deadline').notNull(),
    /** The instance's word for all of it, and the key it was given by (F8). */
    signature: text('signature').notNull(),
    signingKey: text('signing_key').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('hub_terms_tenant', table),
    onNetwork('hub_terms_network', table),
    uniqueIndex('hub_terms_hash').on(table.termsHash, table.network),
    uniqueIndex('hub_terms_version').on(table.optionId, table.version),
    index('hub_terms_invoice').on(table.invoiceId),
    check('hub_terms_amount', sql`${table.amount} > ${table.fee} and ${table.fee} >= 0`),
  ],
)

/**
 * Terms that the hub may still be found to have been paid by though nobody showed its event: asked in turns until they are paid for good, or
 * can be paid no more (S4, F5). Operational, and gone with its reason; what was offered stays in `hub_terms`.
 */
export const hubWatches = pgTable(
  'hub_watches',
  {
    termsId: text('terms_id')
      .primaryKey()
      .references(() => hubTerms.id),
    network: text('network').notNull(),
    /** Null before the hub was asked. */
    witnessedAt: instant('witnessed_at'),
    /** The hub's events are known up to this block. */
    witnessedBlock: integer('witnessed_block').notNull(),
  },
  (table) => [
    index('hub_watches_turn').on(table.network, table.witnessedAt.asc().nullsFirst(), table.termsId),
  ],
)
