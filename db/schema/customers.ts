import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  pgTable,
  text,
  unique,
  uniqueIndex,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, mode } from './columns'
import { merchants } from './merchants'

/**
 * Who pays a merchant's invoices, in one mode (D8). Its e-mail, name and reference can be erased (L7): everything else refers to the
 * id, which says nothing of a person.
 */
export const customers = pgTable(
  'customers',
  {
    id: text('id').primaryKey(),
    merchantId: text('merchant_id')
      .notNull()
      .references(() => merchants.id),
    mode: mode(),
    /** Lower-cased. */
    email: text('email'),
    name: text('name'),
    /** The merchant's own name for them: `metadata.customer_id`. */
    reference: text('reference'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    unique('customers_tenant').on(table.id, table.merchantId, table.mode),
    uniqueIndex('customers_email').on(table.merchantId, table.mode, table.email),
    uniqueIndex('customers_reference').on(table.merchantId, table.mode, table.reference),
    index('customers_list').on(table.merchantId, table.mode, table.createdAt, table.id),
    check(
      'customers_erased',
      sql`${table.erasedAt} is null or (${table.email} is null and ${table.name} is null and ${table.reference} is null)`,
    ),
  ],
)

/** Q1 in SQL: a row of a customer has the customer's merchant and mode. */
export function ofCustomer(name: string, table: Record<'customerId' | 'merchantId' | 'mode', AnyPgColumn>) {
  return foreignKey({
    name,
    columns: [table.customerId, table.merchantId, table.mode],
    foreignColumns: [customers.id, customers.merchantId, customers.mode],
  })
}
