import { sql } from 'drizzle-orm'
import { boolean, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, mode } from './columns'
import { onNetwork } from './networks'
import { merchants } from './merchants'

/** A merchant's way to be paid: network, token, rail and treasury. */
export const paymentMethods = pgTable(
  'payment_methods',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    network: text('network').notNull(),
    token: text('token').notNull(),
    rail: text('rail', { enum: ['forwarder'] }).notNull(),
    /** Where the money goes; which fee goes with it is decided when an invoice is made. */
    treasury: text('treasury').notNull(),
    enabled: boolean('enabled').notNull(),
    /** The network taken when a request names only the token (Q10). */
    isDefault: boolean('is_default').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    onNetwork('payment_methods_network', table),
    uniqueIndex('payment_methods_once').on(
      table.merchantId,
      table.mode,
      table.network,
      table.token,
      table.rail,
    ),
    uniqueIndex('payment_methods_default')
      .on(table.merchantId, table.mode, table.token)
      .where(sql`${table.isDefault}`),
  ],
)
