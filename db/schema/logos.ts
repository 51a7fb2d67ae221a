import { customType, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from './columns'
import { merchants } from './merchants'

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** The picture that stands for a merchant: one, for both modes, as its name is. Beside the merchant, whose row is read far oftener. */
export const merchantLogos = pgTable('merchant_logos', {
  merchantId: text('merchant_id')
    .primaryKey()
    .references(() => merchants.id),
  /** Another one with each change, so that what is behind its address never changes. */
  id: text('id').notNull().unique(),
  /** Written by this server: pixels and nothing else. */
  png: bytes('png').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  createdAt: createdAt(),
})
