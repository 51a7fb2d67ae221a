import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode, sums, units } from './columns'
import { depositAddresses } from './deposits'
import { hubTerms } from './hubTerms'
import { invoices, ofInvoice } from './invoices'
import { onOwnLane } from './networks'
import { merchants } from './merchants'

/**
 * One on-chain transfer credited to an invoice. Its identity is (network, transaction, position in its receipt), or for
 * what only a balance showed (network, address, asset, cumulative before): one row each, moved when it is mined again
 * (S3, S4).
 */
export const payments = pgTable(
  'payments',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** Where it came to; null for what was paid through the hub, which came by these terms (F5). */
    depositAddressId: text('deposit_address_id').references(() => depositAddresses.id),
    hubTermsId: text('hub_terms_id').references(() => hubTerms.id),
    network: text('network').notNull(),
    token: text('token').notNull(),
    decimals: integer('decimals').notNull(),
    amount: units('amount').notNull(),
    /** Null when only the balance showed it (an internal transfer of native coin). */
    txHash: text('tx_hash'),
    position: integer('position').notNull(),
    /** Credited before this one at its address in its asset; identifies what came without a log (S4). */
    cumulativeBefore: sums('cumulative_before'),
    fromAddress: text('from_address'),
    blockNumber: integer('block_number').notNull(),
    blockHash: text('block_hash').notNull(),
    blockTime: instant('block_time').notNull(),
    requiredConfirmations: integer('required_confirmations').notNull(),
    detectedAt: instant('detected_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    /** Set while its block is not on the canonical chain. */
    orphanedAt: instant('orphaned_at'),
    /** Who keeps its sender on a list, when it was asked: it is held until a person releases it (D9). */
    heldBy: text('held_by'),
    releasedAt: instant('released_at'),
    /** Minor units that a person took it for, where its asset has no quote. */
    worthMinor: units('worth_minor'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('payments_tenant', table),
    uniqueIndex('payments_transfer')
      .on(table.txHash, table.network, table.position)
      .where(sql`${table.txHash} is not null`),
    uniqueIndex('payments_balance')
      .on(table.network, table.depositAddressId, table.token, table.cumulativeBefore)
      .where(sql`${table.txHash} is null`),
    index('payments_invoice').on(table.invoiceId),
    index('payments_address').on(table.depositAddressId, table.token),
    index('payments_unconfirmed')
      .on(table.network, table.blockNumber)
      .where(sql`${table.confirmedAt} is null and ${table.orphanedAt} is null`),
    index('payments_block').on(table.network, table.blockNumber),
    // What no sweep of ours touches.
    index('payments_held')
      .on(table.depositAddressId)
      .where(sql`${table.heldBy} is not null`),
    check('payments_way', sql`num_nonnulls(${table.depositAddressId}, ${table.hubTermsId}) = 1`),
    check('payments_identity', sql`${table.txHash} is not null or ${table.cumulativeBefore} is not null`),
    onOwnLane('payments_lane', table),
    check('payments_released', sql`${table.releasedAt} is null or ${table.heldBy} is not null`),
    check('payments_worth', sql`${table.worthMinor} >= 0`),
    check('payments_amount', sql`${table.amount} >= 0`),
  ],
)
