import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode, units } from './columns'
import { invoices, ofInvoice } from './invoices'
import { merchants } from './merchants'
import { onNetwork } from './networks'

/**
 * The chain and the clock of one test invoice (ADR 0015). Its blocks are not rows: a block's time is its number, its hash the
 * branch it lies on, and a reorganisation is one more branch.
 */
export const sandboxLanes = pgTable(
  'sandbox_lanes',
  {
    network: text('network').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .unique()
      .references(() => invoices.id),
    /** The time of block 0, by the server's clock. */
    genesisAt: instant('genesis_at').notNull(),
    /** How far the lane's clock is ahead of the server's, in milliseconds. */
    aheadMs: bigint('ahead_ms', { mode: 'number' }).notNull(),
    /** One number a reorganisation: the last block that it left in place. */
    forks: integer('forks')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The lane cannot be read before then, by its own clock. */
    downUntil: instant('down_until'),
    /** When the lane is to be read next, by the server's clock; null while nothing can happen by itself. */
    dueAt: instant('due_at'),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('sandbox_lanes_tenant', table),
    onNetwork('sandbox_lanes_network', table),
    index('sandbox_lanes_due').on(table.dueAt),
    check('sandbox_lanes_test', sql`${table.mode} = 'test'`),
    check('sandbox_lanes_own', sql`${table.network} = 'sandbox:' || ${table.invoiceId}`),
  ],
)

/** What happened on a lane, as its chain would log it: a transfer to an address, or a sweep from one. */
export const sandboxTransfers = pgTable(
  'sandbox_transfers',
  {
    network: text('network')
      .notNull()
      .references(() => sandboxLanes.network),
    txHash: text('tx_hash').notNull(),
    position: integer('position').notNull(),
    blockNumber: integer('block_number').notNull(),
    /** The branch its block lies on; off the chain as soon as that block is on another. */
    branch: integer('branch').notNull(),
    kind: text('kind', { enum: ['transfer', 'sweep'] }).notNull(),
    /** Null is the native coin. */
    token: text('token'),
    fromAddress: text('from_address').notNull(),
    toAddress: text('to_address').notNull(),
    /** Of a sweep: what reached the treasury. */
    amount: units('amount').notNull(),
    /** Of a sweep. */
    fee: units('fee'),
    salt: text('salt'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.txHash, table.position, table.branch] }),
    check(
      'sandbox_transfers_kind',
      sql`(${table.kind} = 'sweep') = (${table.salt} is not null and ${table.fee} is not null)`,
    ),
  ],
)
