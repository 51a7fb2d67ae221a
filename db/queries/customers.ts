import { and, asc, count, desc, eq, inArray, isNull, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { customers, invoices, type Mode } from '../schema'

export type CustomerRow = typeof customers.$inferSelect
type Scope = { merchantId: string; mode: Mode }
/** What tells a customer from all others of the merchant and mode. */
export type CustomerName = { id: string } | { email: string } | { reference: string }

export async function findCustomer(
  db: Executor,
  scope: Scope,
  name: CustomerName,
): Promise<CustomerRow | null> {
  const named =
    'id' in name
      ? eq(customers.id, name.id)
      : 'email' in name
        ? eq(customers.email, name.email)
        : eq(customers.reference, name.reference)
  const [row] = await db
    .select()
    .from(customers)
    .where(and(named, eq(customers.merchantId, scope.merchantId), eq(customers.mode, scope.mode)))
  return row ?? null
}

/** False when somebody else has just taken the e-mail or the reference. */
export async function insertCustomer(
  db: Executor,
  row: InferInsertModel<typeof customers>,
): Promise<CustomerRow | null> {
  const [inserted] = await db.insert(customers).values(row).onConflictDoNothing().returning()
  return inserted ?? null
}

/** Gives a customer a name that they do not have yet; false when it is somebody's already, or when they have got one. */
export async function nameCustomer(
  db: Executor,
  id: string,
  name: { email: string } | { reference: string },
  at: Date,
): Promise<boolean> {
  const column = 'email' in name ? customers.email : customers.reference
  try {
    const rows = await db.transaction((savepoint) =>
      savepoint
        .update(customers)
        .set({ ...name, updatedAt: at })
        .where(and(eq(customers.id, id), isNull(column), isNull(customers.erasedAt)))
        .returning({ id: customers.id }),
    )
    return rows.length === 1
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}

/** L7: what names the person is gone; what was paid stays. */
export async function eraseNames(db: Executor, id: string, at: Date): Promise<void> {
  await db
    .update(customers)
    .set({ email: null, reference: null, erasedAt: at, updatedAt: at })
    .where(eq(customers.id, id))
}

const UNIQUE_VIOLATION = '23505'

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return cause !== null && typeof cause === 'object' && 'code' in cause && cause.code === UNIQUE_VIOLATION
}

/** Whoever changes what credit is left holds the customer's lock, and no other row of the merchant's (Q5). */
export async function lockCustomer(db: Executor, id: string): Promise<void> {
  await db.select({ id: customers.id }).from(customers).where(eq(customers.id, id)).for('no key update')
}

/** Locks the customers of these invoices in the order of their ids, before the invoices: see `lockInvoices`. */
export async function lockCustomersOf(db: Executor, invoiceIds: readonly string[]): Promise<void> {
  const own = db
    .select({ id: invoices.customerId })
    .from(invoices)
    .where(inArray(invoices.id, [...new Set(invoiceIds)]))
  await db
    .select({ id: customers.id })
    .from(customers)
    .where(inArray(customers.id, own))
    .orderBy(asc(customers.id))
    .for('no key update')
}

/** A page of a merchant's customers, newest first, and how many there are. */
export async function pageOfCustomers(
  db: Executor,
  scope: Scope,
  page: { limit: number; after: { createdAt: Date; id: string } | null },
): Promise<{ rows: CustomerRow[]; total: number }> {
  const own = and(eq(customers.merchantId, scope.merchantId), eq(customers.mode, scope.mode))
  const { after } = page
  const older = after
    ? sql`(${customers.createdAt}, ${customers.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
    : undefined
  const rows = await db
    .select()
    .from(customers)
    .where(and(own, older))
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(page.limit + 1)
  const [counted] = await db.select({ total: count() }).from(customers).where(own)
  return { rows, total: counted?.total ?? 0 }
}

/** The newest invoices of a customer. */
export async function invoicesOfCustomer(
  db: Executor,
  customerId: string,
  limit: number,
): Promise<(typeof invoices.$inferSelect)[]> {
  return db
    .select()
    .from(invoices)
    .where(eq(invoices.customerId, customerId))
    .orderBy(desc(invoices.createdAt), desc(invoices.id))
    .limit(limit)
}

/** L7: takes what names a person out of the metadata of a customer's invoices, and leaves the rest in its order. */
export async function eraseFromMetadata(
  db: Executor,
  customerId: string,
  names: readonly string[],
): Promise<void> {
  await db
    .update(invoices)
    .set({
      metadata: sql`coalesce((select json_object_agg(entry.key, entry.value order by entry.ordinality)
        from json_each(${invoices.metadata}) with ordinality entry
        where not (entry.key = any(${sql.param([...names])}::text[]))), '{}'::json)`,
    })
    .where(eq(invoices.customerId, customerId))
}
