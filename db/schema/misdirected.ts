import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode, units } from './columns'
import { depositAddresses } from './deposits'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'

/** A transaction that somebody on an invoice's page said they had paid with, to be looked for on one network. */
export const claimLookups = pgTable(
  'claim_lookups',
  {
    txHash: text('tx_hash').notNull(),
    network: text('network').notNull(),
    /** Whose page it was said on: a contract's payment to its own addresses shows in their balances alone. */
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    tries: integer('tries').notNull().default(0),
    nextAt: instant('next_at').notNull(),
    /** Who is not found by then is looked for no more. */
    until: instant('until').notNull(),
    /** Found and deep enough, or given up. */
    closedAt: instant('closed_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.txHash, table.network, table.invoiceId] }),
    index('claim_lookups_due')
      .on(table.network, table.nextAt)
      .where(sql`${table.closedAt} is null`),
  ],
)

/**
 * What came to an address of ours where nobody reads by themselves: on another network than the invoice's, or in a token that is not
 * listed. It is no payment; a person decides what becomes of it (F3). Its identity is that of a payment (S3).
 */
export const misdirectedTransfers = pgTable(
  'misdirected_transfers',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    depositAddressId: text('deposit_address_id')
      .notNull()
      .references(() => depositAddresses.id),
    /** Where it came; may be another than the address was given out for, and of another mode. */
    network: text('network').notNull(),
    /** The contract in display form; null is native coin. */
    token: text('token'),
    /** As it is listed; null for a token that nobody vouches for. */
    symbol: text('symbol'),
    /** Null where the contract does not say. */
    decimals: integer('decimals'),
    /** Base units that truly arrived. */
    amount: units('amount').notNull(),
    txHash: text('tx_hash').notNull(),
    /** Of the log within its receipt; -1 for a top-level native transfer, -2 for what only the balance shows. */
    position: integer('position').notNull(),
    fromAddress: text('from_address'),
    blockNumber: integer('block_number').notNull(),
    blockHash: text('block_hash').notNull(),
    blockTime: instant('block_time').notNull(),
    requiredConfirmations: integer('required_confirmations').notNull(),
    confirmedAt: instant('confirmed_at'),
    orphanedAt: instant('orphaned_at'),
    /** Who keeps its sender on a list (D9). */
    heldBy: text('held_by'),
    /** What one whole token was worth in the invoice's currency when it was found; null where nobody could say. */
    rateNum: units('rate_num'),
    rateDen: units('rate_den'),
    /** Minor units that a person took it for. */
    worthMinor: units('worth_minor'),
    /** The sweep that moved it to the merchant. */
    sweptTx: text('swept_tx'),
    sweptBlock: integer('swept_block'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('misdirected_transfers_tenant', table),
    uniqueIndex('misdirected_transfers_identity').on(
      table.txHash,
      table.network,
      table.position,
      table.depositAddressId,
    ),
    index('misdirected_transfers_invoice').on(table.invoiceId),
    index('misdirected_transfers_block').on(table.network, table.blockNumber),
    index('misdirected_transfers_lying')
      .on(table.merchantId, table.mode, table.network)
      .where(sql`${table.sweptTx} is null`),
    check('misdirected_transfers_amount', sql`${table.amount} > 0`),
    check('misdirected_transfers_worth', sql`${table.worthMinor} >= 0`),
  ],
)
