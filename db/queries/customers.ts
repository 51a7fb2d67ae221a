import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  sql,
  type InferInsertModel,
} from 'drizzle-orm'
import type { Executor } from '../client'
import { customers, invoices, settlements, type Mode } from '../schema'

export type CustomerRow = typeof customers.$inferSelect
type InvoiceRow = typeof invoices.$inferSelect
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

/** Changes what names a customer who is not erased; null when the e-mail is somebody's already, or when they are gone. */
export async function updateCustomer(
  db: Executor,
  id: string,
  set: { email?: string; name?: string | null },
  at: Date,
): Promise<CustomerRow | null> {
  try {
    const [row] = await db.transaction((savepoint) =>
      savepoint
        .update(customers)
        .set({ ...set, updatedAt: at })
        .where(and(eq(customers.id, id), isNull(customers.erasedAt)))
        .returning(),
    )
    return row ?? null
  } catch (error) {
    if (isTaken(error)) return null
    throw error
  }
}

/** L7: what names the person is gone; what was paid stays. */
export async function eraseNames(db: Executor, id: string, at: Date): Promise<void> {
  await db
    .update(customers)
    .set({ email: null, name: null, reference: null, erasedAt: at, updatedAt: at })
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

/**
 * The same for who changes what names a customer, and it waits for everybody who holds them: a stronger lock that was only taken later
 * would wait for those who wait for this one. As they are then.
 */
export async function lockNamesOf(db: Executor, id: string): Promise<CustomerRow | null> {
  const [row] = await db.select().from(customers).where(eq(customers.id, id)).for('update')
  return row ?? null
}

/** Keeps a customer from being erased until the caller's transaction ends, and waits for nobody else; false when they are erased. */
export async function holdCustomer(db: Executor, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.id, id), isNull(customers.erasedAt)))
    .for('key share')
  return rows.length > 0
}

/** Those among customers who are erased. */
export async function erasedAmong(db: Executor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, [...new Set(ids)]), isNotNull(customers.erasedAt)))
  return new Set(rows.map(({ id }) => id))
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

/** One numbered page, from 1, of a merchant's customers who are not erased, newest first, and how many there are. */
export async function numberedPageOfCustomers(
  db: Executor,
  scope: Scope,
  { page, limit, email }: { page: number; limit: number; email: string | null },
): Promise<{ rows: CustomerRow[]; total: number }> {
  const matches = and(
    eq(customers.merchantId, scope.merchantId),
    eq(customers.mode, scope.mode),
    isNull(customers.erasedAt),
    email === null ? undefined : eq(customers.email, email),
  )
  const rows = await db
    .select()
    .from(customers)
    .where(matches)
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(limit)
    .offset((page - 1) * limit)
  const [counted] = await db.select({ total: count() }).from(customers).where(matches)
  return { rows, total: counted?.total ?? 0 }
}

/** What a customer's settled invoices brought in one asset, at their quotes in one currency. */
export type PaidSum = {
  customerId: string
  currency: string
  network: string
  token: string
  decimals: number
  /** What arrived, in base units of the asset. */
  amount: bigint
  /** The same in hundred-millionths of the currency. */
  value: bigint
  invoices: number
}

/** What customers have paid, by currency and asset; the lanes of the sandbox are one network. */
export async function paidBy(db: Executor, customerIds: readonly string[]): Promise<PaidSum[]> {
  if (customerIds.length === 0) return []
  const network = sql<string>`split_part(${settlements.network}, ':', 1)`
  return db
    .select({
      customerId: sql<string>`${invoices.customerId}`,
      currency: settlements.currency,
      network,
      token: settlements.token,
      decimals: settlements.decimals,
      amount: sql<bigint>`sum(${settlements.gross})`.mapWith(BigInt),
      value: sql<bigint>`sum(${settlements.grossValue})`.mapWith(BigInt),
      invoices: count(),
    })
    .from(settlements)
    .innerJoin(invoices, eq(invoices.id, settlements.invoiceId))
    .where(
      and(
        inArray(invoices.customerId, [...customerIds]),
        eq(settlements.status, 'completed'),
        gt(settlements.gross, 0n),
      ),
    )
    .groupBy(invoices.customerId, settlements.currency, network, settlements.token, settlements.decimals)
    .orderBy(asc(settlements.currency), asc(network), asc(settlements.token))
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

/** L7: takes what names a person out of the metadata of a customer's invoices, leaves the rest in its order, and answers what changed. */
export async function eraseFromMetadata(
  db: Executor,
  customerId: string,
  names: readonly string[],
): Promise<InvoiceRow[]> {
  const named = sql`${sql.param([...names])}::text[]`
  return db
    .update(invoices)
    .set({
      metadata: sql`coalesce((select json_object_agg(entry.key, entry.value order by entry.ordinality)
        from json_each(${invoices.metadata}) with ordinality entry
        where not (entry.key = any(${named}))), '{}'::json)`,
    })
    .where(and(eq(invoices.customerId, customerId), sql`${invoices.metadata}::jsonb ?| ${named}`))
    .returning()
}
