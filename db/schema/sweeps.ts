import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, units } from './columns'
import { depositAddresses } from './deposits'
import { hubRelays } from './hubRelays'

/** What truly left a deposit address, by the factory's own events, whoever called it (S4). */
export const sweptAmounts = pgTable(
  'swept_amounts',
  {
    network: text('network').notNull(),
    txHash: text('tx_hash').notNull(),
    position: integer('position').notNull(),
    depositAddressId: text('deposit_address_id')
      .notNull()
      .references(() => depositAddresses.id),
    token: text('token').notNull(),
    net: units('net').notNull(),
    fee: units('fee').notNull(),
    blockNumber: integer('block_number').notNull(),
    blockHash: text('block_hash').notNull(),
    blockTime: instant('block_time').notNull(),
    orphanedAt: instant('orphaned_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.txHash, table.network, table.position] }),
    index('swept_amounts_address').on(table.depositAddressId),
    index('swept_amounts_block').on(table.network, table.blockNumber),
  ],
)

/** A transaction of the gas key, recorded before it is sent (F9): a sweep, or what a customer signed for it to hand in (F5). */
export const sweeps = pgTable(
  'sweeps',
  {
    id: text('id').primaryKey(),
    network: text('network').notNull(),
    sender: text('sender').notNull(),
    nonce: integer('nonce').notNull(),
    /** What it calls: the forwarder factory, or the payment hub. */
    contract: text('contract').notNull(),
    /** What it hands in; null for a sweep. */
    relayId: text('relay_id').references(() => hubRelays.id),
    /** The addresses it empties. */
    depositAddressIds: text('deposit_address_ids').array().notNull(),
    callData: text('call_data').notNull(),
    maxFeePerGas: units('max_fee_per_gas').notNull(),
    maxPriorityFeePerGas: units('max_priority_fee_per_gas').notNull(),
    gasLimit: units('gas_limit').notNull(),
    /** Every hash it was sent under; a fee bump adds one. */
    txHashes: text('tx_hashes').array().notNull(),
    status: text('status', { enum: ['recorded', 'sent', 'mined', 'failed', 'replaced'] }).notNull(),
    failureReason: text('failure_reason'),
    sentAt: instant('sent_at'),
    minedAt: instant('mined_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('sweeps_nonce')
      .on(table.network, table.sender, table.nonce)
      .where(sql`${table.status} in ('recorded', 'sent')`),
    index('sweeps_relay')
      .on(table.relayId)
      .where(sql`${table.relayId} is not null`),
    index('sweeps_open').on(table.network, table.status),
  ],
)
