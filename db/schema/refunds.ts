import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { REFUND_KINDS } from '@/lib/domain/refunds'
import { createdAt, instant, mode, units } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'
import { onNetwork, onOwnLane } from './networks'

/**
 * A transfer that a merchant's own wallet is to make, and what came of it (F6). What it is follows from its facts
 * (`refundStatus`): the block it was seen in, whether that stands, and what a person or the time decided.
 */
export const refunds = pgTable(
  'refunds',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    network: text('network').notNull(),
    token: text('token').notNull(),
    decimals: integer('decimals').notNull(),
    kind: text('kind', { enum: REFUND_KINDS }).notNull(),
    amount: units('amount').notNull(),
    /** Of the amount: what gives back money that did not pay the invoice. */
    uncounted: units('uncounted').notNull(),
    /** What the customer named; in the network's display form. */
    recipient: text('recipient').notNull(),
    reason: text('reason'),
    /** The last block proven when it was prepared: a transfer lies above it. */
    preparedBlock: integer('prepared_block').notNull(),
    expiresAt: instant('expires_at').notNull(),
    requiredConfirmations: integer('required_confirmations').notNull(),
    /** What the merchant says they sent; nothing is believed of it that the chain does not show. */
    reportedTx: text('reported_tx'),
    /** A transfer that is just like it and was not taken for it, for want of room or since it had another: it may be its yet. */
    passedTx: text('passed_tx'),
    txHash: text('tx_hash'),
    position: integer('position'),
    fromAddress: text('from_address'),
    blockNumber: integer('block_number'),
    blockHash: text('block_hash'),
    blockTime: instant('block_time'),
    seenAt: instant('seen_at'),
    confirmedAt: instant('confirmed_at'),
    /** Set while its block is not on the canonical chain. */
    orphanedAt: instant('orphaned_at'),
    cancelledAt: instant('cancelled_at'),
    expiredAt: instant('expired_at'),
    /** Nobody looks for its transfer any more. */
    closedAt: instant('closed_at'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('refunds_tenant', table),
    onNetwork('refunds_network', table),
    onOwnLane('refunds_lane', table),
    // One log settles one refund (S3).
    uniqueIndex('refunds_transfer')
      .on(table.txHash, table.network, table.position)
      .where(sql`${table.txHash} is not null`),
    index('refunds_invoice').on(table.invoiceId, table.id),
    index('refunds_watched')
      .on(table.network, table.recipient)
      .where(sql`${table.closedAt} is null`),
    index('refunds_block')
      .on(table.network, table.blockNumber)
      .where(sql`${table.blockNumber} is not null`),
    check('refunds_amount', sql`${table.amount} > 0 and ${table.uncounted} between 0 and ${table.amount}`),
    check(
      'refunds_seen',
      sql`(${table.seenAt} is null) = (${table.txHash} is null) and (${table.seenAt} is null) = (${table.blockNumber} is null)
        and (${table.confirmedAt} is null or ${table.seenAt} is not null)`,
    ),
  ],
)

/** A wallet that a merchant says is theirs: refunds come from it (F6). Treasuries of their addresses are so without saying. */
export const merchantWallets = pgTable(
  'merchant_wallets',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    address: text('address').notNull(),
    label: text('label'),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (table) => [
    uniqueIndex('merchant_wallets_once')
      .on(table.merchantId, table.mode, table.address)
      .where(sql`${table.removedAt} is null`),
  ],
)
