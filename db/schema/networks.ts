import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  bigint,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, mode, units } from './columns'

/** Where reading a network stands, who reads it now, and until when (S2). */
export const networkCursors = pgTable(
  'network_cursors',
  {
    network: text('network').primaryKey(),
    mode: mode(),
    /** The last block whose transfers are all in the database; null before the first run. */
    blockNumber: integer('block_number'),
    blockHash: text('block_hash'),
    blockTime: instant('block_time'),
    headNumber: integer('head_number'),
    headTime: instant('head_time'),
    /** Fencing token: every lease raises it, every write compares it. */
    fence: bigint('fence', { mode: 'bigint' }).notNull(),
    leaseUntil: instant('lease_until'),
    /** S10: chain id and code hash of the factory were right at the last look. */
    verified: boolean('verified').notNull().default(false),
    /** S10: the payment hub was there and ours at the last look. */
    hubVerified: boolean('hub_verified').notNull().default(false),
    /** What a unit of gas has cost of late, in base units of the native coin; what quoting goes by (L8). */
    gasPrice: units('gas_price'),
    gasPriceAt: instant('gas_price_at'),
    /** What pays for sweeps, what it held when it was last looked at, and with how much it can do some more (F9); in base units. */
    gasKeyAddress: text('gas_key_address'),
    gasKeyBalance: units('gas_key_balance'),
    gasKeyNeeds: units('gas_key_needs'),
    lastRunAt: instant('last_run_at'),
    lastError: text('last_error'),
  },
  (table) => [
    unique('network_cursors_mode').on(table.network, table.mode),
    sandboxIsTest('network_cursors_sandbox', table),
  ],
)

/** Q1 in SQL: what is paid on a network has the network's mode. */
export function onNetwork(name: string, table: Record<'network' | 'mode', AnyPgColumn>) {
  return foreignKey({
    name,
    columns: [table.network, table.mode],
    foreignColumns: [networkCursors.network, networkCursors.mode],
  })
}

/** Q1 in SQL: nothing on the sandbox is live, whoever writes it. */
export function sandboxIsTest(name: string, table: Record<'network' | 'mode', AnyPgColumn>) {
  return check(name, sql`${table.network} not like 'sandbox%' or ${table.mode} = 'test'`)
}

/** Q1 in SQL: of the sandbox an invoice has its own lane and no other. */
export function onOwnLane(name: string, table: Record<'network' | 'invoiceId' | 'mode', AnyPgColumn>) {
  const own = sql`${table.mode} = 'test' and ${table.network} = 'sandbox:' || ${table.invoiceId}`
  return check(name, sql`${table.network} not like 'sandbox%' or (${own})`)
}

/** A token that merchants brought by its address, as it was found to be; its symbol is its own on its network. */
export const addedTokens = pgTable(
  'added_tokens',
  {
    network: text('network').notNull(),
    /** In the network's display form. */
    address: text('address').notNull(),
    symbol: text('symbol').notNull(),
    name: text('name').notNull(),
    decimals: integer('decimals').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.address] }),
    unique('added_tokens_symbol').on(table.network, table.symbol),
    check('added_tokens_decimals', sql`${table.decimals} between 0 and 36`),
  ],
)

/** How one RPC URL of a network has been doing, and what of its budget of the day is spent; all processes share it. */
export const networkProviders = pgTable(
  'network_providers',
  {
    network: text('network').notNull(),
    /** A hash of the URL, which may hold a key and is kept nowhere. */
    provider: text('provider').notNull(),
    /** The last block that it called its head. */
    headNumber: integer('head_number'),
    lastOkAt: instant('last_ok_at'),
    /** Null while it does well. */
    failingSince: instant('failing_since'),
    failures: integer('failures').notNull().default(0),
    /** A code of ChainError, of the last trouble it was in. */
    lastError: text('last_error'),
    /** Others are asked before it until then. */
    retryAt: instant('retry_at'),
    /** Calls it was asked on `day` (UTC). */
    calls: integer('calls').notNull().default(0),
    day: date('day').notNull(),
  },
  (table) => [primaryKey({ columns: [table.network, table.provider] })],
)

/** Hashes of the blocks that are not final yet; a mismatch with the chain is a reorganisation. */
export const networkBlocks = pgTable(
  'network_blocks',
  {
    network: text('network').notNull(),
    number: integer('number').notNull(),
    hash: text('hash').notNull(),
    parentHash: text('parent_hash').notNull(),
    time: instant('time').notNull(),
  },
  (table) => [primaryKey({ columns: [table.network, table.number] })],
)
