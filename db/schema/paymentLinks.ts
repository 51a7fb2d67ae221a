import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import type { AskedFields } from '@/lib/domain/paymentLink'
import { createdAt, instant, mode, units } from './columns'
import { merchants } from './merchants'

/** An address that a merchant shares: each visit to it makes a checkout session of its own. */
export const paymentLinks = pgTable(
  'payment_links',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    /** In its address. Never given away again, so that what is printed leads nowhere else. */
    slug: text('slug').notNull(),
    title: text('title').notNull(),
    description: text('description'),
    /** Minor units; what is proposed where the customer chooses. */
    amountMinor: units('amount_minor').notNull(),
    currency: text('currency').notNull(),
    customerChooses: boolean('customer_chooses').notNull(),
    /** The least that a customer may choose; null asks for no more than every invoice of the merchant. */
    minimumMinor: units('minimum_minor'),
    /** How many sessions may be paid; null for any number. */
    maxUses: integer('max_uses'),
    /** No session begins later. */
    endsAt: instant('ends_at'),
    asked: jsonb('asked').$type<AskedFields>().notNull(),
    successUrl: text('success_url'),
    cancelUrl: text('cancel_url'),
    active: boolean('active').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
    /** Its sessions stay. */
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    unique('payment_links_tenant').on(table.id, table.merchantId, table.mode),
    uniqueIndex('payment_links_slug').on(table.slug),
    index('payment_links_list')
      .on(table.merchantId, table.mode, table.createdAt, table.id)
      .where(sql`${table.deletedAt} is null`),
    check('payment_links_amount', sql`${table.amountMinor} > 0`),
    check('payment_links_uses', sql`${table.maxUses} > 0`),
  ],
)

/** Q1 in SQL: a row of a link has the link's merchant and mode. */
export function ofLink(name: string, table: Record<'linkId' | 'merchantId' | 'mode', AnyPgColumn>) {
  return foreignKey({
    name,
    columns: [table.linkId, table.merchantId, table.mode],
    foreignColumns: [paymentLinks.id, paymentLinks.merchantId, paymentLinks.mode],
  })
}
