import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  bigint,
} from 'drizzle-orm/pg-core'
import { NO_INPUTS, type RateInputs } from '@/lib/domain/rateInputs'
import { createdAt, instant, mode, sums, units } from './columns'
import { onNetwork, onOwnLane } from './networks'
import { invoices, ofInvoice } from './invoices'
import { merchants, payoutTerms } from './merchants'
import { ADDRESS_RAILS, RAILS } from './paymentMethods'
import { xpubKeys } from './xpubKeys'

/** One address of one invoice on one network, with everything needed to derive it again (F1, F8). */
export const depositAddresses = pgTable(
  'deposit_addresses',
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
    /** In the network's display form. */
    address: text('address').notNull(),
    rail: text('rail', { enum: ADDRESS_RAILS }).notNull().default('forwarder'),
    /** A forwarder's terms, counter, and what follows from them. */
    termsId: text('terms_id').references(() => payoutTerms.id),
    counter: bigint('counter', { mode: 'bigint' }),
    ref: text('ref'),
    salt: text('salt'),
    /** The key, and which of its children: never the same again, on no network and for nobody (ADR 0031). */
    xpubKeyId: text('xpub_key_id').references(() => xpubKeys.id),
    xpubIndex: integer('xpub_index'),
    /** The instance's word for the address with its terms, and the key it was given by (F8). */
    signature: text('signature').notNull(),
    signingKey: text('signing_key').notNull(),
    /** Where others could know the address before its invoice: the block up to which what came is not for it (S1). */
    issuedBlock: integer('issued_block'),
    /** Watched closely until then, cold afterwards; never forgotten (S8). */
    hotUntil: instant('hot_until').notNull(),
    /** When the balance witness last looked, for its rolling budget (S4). */
    witnessedAt: instant('witnessed_at'),
    /** The last block at which its balances agreed with its credits; at first the proven block when it was made. */
    witnessedBlock: integer('witnessed_block').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    ofInvoice('deposit_addresses_tenant', table),
    onNetwork('deposit_addresses_network', table),
    onOwnLane('deposit_addresses_lane', table),
    // By address first, which finds an invoice whatever its network.
    uniqueIndex('deposit_addresses_address').on(table.address, table.network),
    uniqueIndex('deposit_addresses_salt').on(table.network, table.salt),
    uniqueIndex('deposit_addresses_index').on(table.xpubKeyId, table.xpubIndex),
    check(
      'deposit_addresses_rail',
      sql`case ${table.rail} when 'forwarder'
        then num_nulls(${table.termsId}, ${table.counter}, ${table.ref}, ${table.salt}) = 0
          and num_nonnulls(${table.xpubKeyId}, ${table.xpubIndex}) = 0
        else num_nonnulls(${table.termsId}, ${table.counter}, ${table.ref}, ${table.salt}) = 0
          and num_nulls(${table.xpubKeyId}, ${table.xpubIndex}, ${table.issuedBlock}) = 0 end`,
    ),
    // What lies where, for a merchant who sweeps by their own wallet.
    index('deposit_addresses_own')
      .on(table.merchantId, table.mode, table.id)
      .where(sql`${table.rail} = 'xpub'`),
    uniqueIndex('deposit_addresses_counter').on(table.merchantId, table.network, table.counter),
    index('deposit_addresses_hot').on(table.network, table.hotUntil),
    index('deposit_addresses_witnessed').on(table.network, table.witnessedAt.asc().nullsFirst(), table.id),
    index('deposit_addresses_invoice').on(table.invoiceId),
  ],
)

/**
 * What one address of a merchant's own wallet held of one asset when it was last looked at (S4). Only there can money leave without an
 * event of ours, and only there does a difference raise a flag instead of a credit.
 */
export const addressHoldings = pgTable(
  'address_holdings',
  {
    depositAddressId: text('deposit_address_id')
      .notNull()
      .references(() => depositAddresses.id),
    token: text('token').notNull(),
    balance: units('balance').notNull(),
    /** What lay there before its invoice, at the end of `since_block`; null where nobody can tell. */
    before: units('before'),
    /** The block from whose end on what came and went explains the balance. */
    sinceBlock: integer('since_block').notNull(),
    /** The block whose balance told what lay there before; undone, it tells nothing. */
    toldBlock: integer('told_block').notNull(),
    /** balance + what left - what was credited or refused - what lay there before; the flag where it is not zero. */
    unexplained: sums('unexplained').notNull(),
    /** Since when it differs by just that. */
    differsSince: instant('differs_since'),
    blockNumber: integer('block_number').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.depositAddressId, table.token] })],
)

/** One way to pay one invoice, its quote frozen at creation. */
export const paymentOptions = pgTable(
  'payment_options',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** Null on the rail `hub`, which has no address but terms. */
    depositAddressId: text('deposit_address_id').references(() => depositAddresses.id),
    network: text('network').notNull(),
    rail: text('rail', { enum: RAILS }).notNull(),
    /** Where the hub's terms send the money; a forwarder's address commits to its own. */
    treasury: text('treasury'),
    token: text('token').notNull(),
    decimals: integer('decimals').notNull(),
    /** Base units that pay the whole invoice (D4). */
    quotedAmount: units('quoted_amount').notNull(),
    /** How much of them the customer's credit pays; written by `reassess` alone (D8). */
    creditApplied: units('credit_applied')
      .notNull()
      .default(sql`0`),
    /** Fiat for one whole token, as a ratio. */
    rateNum: units('rate_num').notNull(),
    rateDen: units('rate_den').notNull(),
    rateSource: text('rate_source').notNull(),
    /** What the rate was made of (D3). */
    rateInputs: jsonb('rate_inputs').$type<RateInputs>().notNull().default(NO_INPUTS),
    quotedAt: instant('quoted_at').notNull(),
    quoteExpiresAt: instant('quote_expires_at').notNull(),
    requiredConfirmations: integer('required_confirmations').notNull(),
    amountConfirmations: integer('amount_confirmations').notNull(),
    isDefault: boolean('is_default').notNull(),
  },
  (table) => [
    ofInvoice('payment_options_tenant', table),
    onOwnLane('payment_options_lane', table),
    uniqueIndex('payment_options_once').on(table.invoiceId, table.network, table.token, table.rail),
    check(
      'payment_options_rail',
      sql`(${table.rail} = 'hub') = (${table.depositAddressId} is null) and (${table.rail} = 'hub') = (${table.treasury} is not null)`,
    ),
    index('payment_options_address').on(table.depositAddressId),
  ],
)
