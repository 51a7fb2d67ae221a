import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, mode } from './columns'
import { merchants } from './merchants'

/** A sweep by a merchant's own wallet that they told of, once its receipt was read. What it moved stands in `swept_amounts`. */
export const withdrawals = pgTable(
  'withdrawals',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    network: text('network').notNull(),
    txHash: text('tx_hash').notNull(),
    /** Where it was when it was told of. */
    blockNumber: integer('block_number').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('withdrawals_once').on(table.txHash, table.network, table.merchantId, table.mode),
    index('withdrawals_list').on(table.merchantId, table.mode, table.createdAt, table.id),
  ],
)
