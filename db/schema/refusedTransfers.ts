import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, units } from './columns'
import { depositAddresses } from './deposits'

/** Why a transfer to an address of a merchant's own wallet is no payment (ADR 0031). */
export const REFUSALS = ['gas_money', 'before_invoice'] as const

/** What came to an address of a merchant's own wallet and is not for its invoice: it explains a balance, and pays nothing (S1, S4). */
export const refusedTransfers = pgTable(
  'refused_transfers',
  {
    network: text('network').notNull(),
    txHash: text('tx_hash').notNull(),
    position: integer('position').notNull(),
    depositAddressId: text('deposit_address_id')
      .notNull()
      .references(() => depositAddresses.id),
    token: text('token').notNull(),
    amount: units('amount').notNull(),
    reason: text('reason', { enum: REFUSALS }).notNull(),
    blockNumber: integer('block_number').notNull(),
    blockHash: text('block_hash').notNull(),
    blockTime: instant('block_time').notNull(),
    /** Set while its block is not on the canonical chain. */
    orphanedAt: instant('orphaned_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.txHash, table.network, table.position] }),
    index('refused_transfers_address').on(table.depositAddressId),
    index('refused_transfers_block').on(table.network, table.blockNumber),
  ],
)
