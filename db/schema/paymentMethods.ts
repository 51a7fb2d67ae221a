import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode } from './columns'
import { onNetwork } from './networks'
import { merchants } from './merchants'
import { xpubKeys } from './xpubKeys'

/**
 * How money comes to the merchant: forwarded by a contract (ADR 0002), to an address of their own wallet (ADR 0031), or through a
 * contract that the customer's wallet calls (F5).
 */
export const RAILS = ['forwarder', 'xpub', 'hub'] as const
export type Rail = (typeof RAILS)[number]

/** Rails on which an invoice has an address of its own. */
export const ADDRESS_RAILS = ['forwarder', 'xpub'] as const
export type AddressRail = (typeof ADDRESS_RAILS)[number]

/** A merchant's way to be paid: network, token, rails, and their treasury or wallet. */
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
    /** `xpub` alone, or `forwarder`, `hub` or both in this order, which share the treasury. */
    rails: text('rails', { enum: RAILS }).array().notNull(),
    /** Where a forwarder's and the hub's money goes; which fee goes with it is decided when an invoice is made. */
    treasury: text('treasury'),
    /** The treasury that takes its place at `nextFrom`, for later invoices (F4). */
    nextTreasury: text('next_treasury'),
    /** The wallet whose addresses are given out; null while the first one waits. */
    xpubKeyId: text('xpub_key_id').references(() => xpubKeys.id),
    /** The same of a wallet. */
    nextXpubKeyId: text('next_xpub_key_id').references(() => xpubKeys.id),
    nextFrom: instant('next_from'),
    enabled: boolean('enabled').notNull(),
    /** The network taken when a request names only the token (Q10). */
    isDefault: boolean('is_default').notNull(),
    /** What the merchant calls it; null is its token and network. */
    label: text('label'),
    /** Asked for where neither the invoice nor the merchant says otherwise, in place of floor and tier (S7). */
    requiredConfirmations: integer('required_confirmations'),
    createdAt: createdAt(),
  },
  (table) => [
    onNetwork('payment_methods_network', table),
    check(
      'payment_methods_rail',
      sql`case when ${table.rails} in ('{forwarder}', '{hub}', '{forwarder,hub}')
        then coalesce(${table.treasury}, ${table.nextTreasury}) is not null and ${table.xpubKeyId} is null
          and ${table.nextXpubKeyId} is null
        else ${table.rails} = '{xpub}' and ${table.treasury} is null and ${table.nextTreasury} is null
          and coalesce(${table.xpubKeyId}, ${table.nextXpubKeyId}) is not null end`,
    ),
    check(
      'payment_methods_next',
      sql`(coalesce(${table.nextXpubKeyId}, ${table.nextTreasury}) is null) = (${table.nextFrom} is null)`,
    ),
    check('payment_methods_confirmations', sql`${table.requiredConfirmations} between 1 and 50`),
    uniqueIndex('payment_methods_once').on(
      table.merchantId,
      table.mode,
      table.network,
      table.token,
      sql`(${table.rails} = '{xpub}')`,
    ),
    uniqueIndex('payment_methods_default')
      .on(table.merchantId, table.mode, table.token)
      .where(sql`${table.isDefault}`),
  ],
)
