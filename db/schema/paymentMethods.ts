import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, instant, mode } from './columns'
import { onNetwork } from './networks'
import { merchants } from './merchants'
import { xpubKeys } from './xpubKeys'

/** How money comes to the merchant: forwarded by a contract (ADR 0002), or to an address of their own wallet (ADR 0031). */
export const RAILS = ['forwarder', 'xpub'] as const
export type Rail = (typeof RAILS)[number]

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
    rail: text('rail', { enum: RAILS }).notNull(),
    /** Where a forwarder's money goes; which fee goes with it is decided when an invoice is made. */
    treasury: text('treasury'),
    /** The wallet whose addresses are given out; null while the first one waits. */
    xpubKeyId: text('xpub_key_id').references(() => xpubKeys.id),
    /** The wallet that takes its place then, for later invoices (F4). */
    nextXpubKeyId: text('next_xpub_key_id').references(() => xpubKeys.id),
    nextFrom: instant('next_from'),
    enabled: boolean('enabled').notNull(),
    /** The network taken when a request names only the token (Q10). */
    isDefault: boolean('is_default').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    onNetwork('payment_methods_network', table),
    check(
      'payment_methods_rail',
      sql`case ${table.rail} when 'forwarder'
        then ${table.treasury} is not null and ${table.xpubKeyId} is null and ${table.nextXpubKeyId} is null
        else ${table.treasury} is null and coalesce(${table.xpubKeyId}, ${table.nextXpubKeyId}) is not null end`,
    ),
    check('payment_methods_next', sql`(${table.nextXpubKeyId} is null) = (${table.nextFrom} is null)`),
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
