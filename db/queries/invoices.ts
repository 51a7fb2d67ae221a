import {
  and,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNull,
  lt,
  sql,
  type InferInsertModel,
  type SQL,
} from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { ExceptionKind, InvoiceStatus } from '@/lib/domain/invoice'
import type { Executor } from '../client'
import { lockCustomersOf } from './customers'
import { depositAddresses, invoiceExceptions, invoices, payments, sweptAmounts, type Mode } from '../schema'
import { totalWithin } from './amountCondition'
import { holdsWords } from './invoiceSearch'
import { isRolledUp, rolledUpTotal } from './invoiceTotal'

export type InvoiceRow = typeof invoices.$inferSelect
export type Scope = { merchantId: string; mode: Mode }

/** What a list is narrowed by; null does not narrow. */
export type InvoiceFilter = {
  limit: number
  /** The last row of the page before, newest first. */
  after: { createdAt: Date; id: string } | null
  status: InvoiceStatus | null
  createdAfter: Date | null
  createdBefore: Date | null
  /** In hundredths of the invoice's currency, whatever its places. */
  amountAtLeastMinor: bigint | null
  amountAtMostMinor: bigint | null
  currency: string | null
  /** Words, or their beginnings, that title, description and metadata hold. */
  search: string | null
  /** One kind of open exception, or any of them. */
  exception: ExceptionKind | 'any' | null
  /** The one invoice that somebody names by what belongs to it alone. */
  named: InvoiceName | null
}

/** By its id (or UUID), a deposit address in display form, or the hash of a payment or sweep. */
export type InvoiceName = { by: 'id' | 'address' | 'transaction'; value: string }

/** Totals of lists are exact up to here (Q8). */
export const EXACT_TOTAL = 10_000

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export async function insertInvoice(
  db: Executor,
  row: InferInsertModel<typeof invoices>,
): Promise<InvoiceRow> {
  const [inserted] = await db.insert(invoices).values(row).returning()
  if (!inserted) throw new Error('an invoice was not inserted')
  return inserted
}

/** An invoice of this merchant and mode by either of its ids. */
export async function findInvoice(db: Executor, scope: Scope, id: string): Promise<InvoiceRow | null> {
  const [row] = await db
    .select()
    .from(invoices)
    .where(and(hasId(id), inScope(scope)))
  return row ?? null
}

/** For the pay page alone: whoever knows the id may see the public view. */
export async function findPublicInvoice(db: Executor, id: string): Promise<InvoiceRow | null> {
  const [row] = await db.select().from(invoices).where(hasId(id))
  return row ?? null
}

/**
 * Locks invoices in the order of their ids, so that two transactions cannot wait for each other. Their customers come first:
 * whoever holds one may lock further invoices of theirs (D8).
 */
export async function lockInvoices(db: Executor, ids: readonly string[]): Promise<InvoiceRow[]> {
  if (ids.length === 0) return []
  await lockCustomersOf(db, ids)
  return (
    db
      .select()
      .from(invoices)
      .where(inArray(invoices.id, [...new Set(ids)]))
      .orderBy(invoices.id)
      // Stronger would wait for rows that only refer to the invoice, and they for it.
      .for('no key update')
  )
}

/** For work on a network, which knows no tenants. */
export async function findInvoices(db: Executor, ids: readonly string[]): Promise<InvoiceRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(invoices)
    .where(inArray(invoices.id, [...ids]))
}

export async function updateInvoice(
  db: Executor,
  id: string,
  set: Partial<InferInsertModel<typeof invoices>>,
): Promise<void> {
  await db.update(invoices).set(set).where(eq(invoices.id, id))
}

/** One page, newest first, and one row more where there are more. */
export async function someInvoices(db: Executor, scope: Scope, filter: InvoiceFilter): Promise<InvoiceRow[]> {
  return db
    .select()
    .from(invoices)
    .where(
      and(
        inScope(scope),
        ...conditions(db, scope, filter),
        filter.after ? olderThan(filter.after) : undefined,
      ),
    )
    .orderBy(desc(invoices.createdAt), desc(invoices.id))
    .limit(filter.limit + 1)
}

/** The same with the count of all that match: exact, or to 10,000 where no sums are kept of what it is narrowed by (Q8). */
export async function pageOfInvoices(
  db: Executor,
  scope: Scope,
  filter: InvoiceFilter,
): Promise<{ rows: InvoiceRow[]; total: number }> {
  const rows = await someInvoices(db, scope, filter)
  const matches = and(inScope(scope), ...conditions(db, scope, filter))
  return {
    rows,
    total: isRolledUp(filter) ? await rolledUpTotal(db, scope, filter) : await counted(db, matches),
  }
}

/** Exact to 10,000, then 10,000 (Q8). */
async function counted(db: Executor, matches: SQL | undefined): Promise<number> {
  const [row] = await db.select({ total: sql<number>`count(*)::int` }).from(
    db
      .select({ one: sql`1` })
      .from(invoices)
      .where(matches)
      .limit(EXACT_TOTAL)
      .as('matching'),
  )
  return row?.total ?? 0
}

/** By either of its ids. */
export function hasId(id: string): SQL {
  return UUID.test(id) ? eq(invoices.uuid, id.toLowerCase()) : eq(invoices.id, id)
}

function inScope(scope: Scope): SQL | undefined {
  return and(eq(invoices.merchantId, scope.merchantId), eq(invoices.mode, scope.mode))
}

function olderThan(after: { createdAt: Date; id: string }): SQL {
  return sql`(${invoices.createdAt}, ${invoices.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
}

function conditions(db: Executor, scope: Scope, filter: InvoiceFilter): (SQL | undefined)[] {
  return [
    filter.status === null ? undefined : eq(invoices.status, filter.status),
    filter.createdAfter === null ? undefined : gte(invoices.createdAt, filter.createdAfter),
    filter.createdBefore === null ? undefined : lt(invoices.createdAt, filter.createdBefore),
    totalWithin({ atLeast: filter.amountAtLeastMinor, atMost: filter.amountAtMostMinor }, filter.currency),
    filter.currency === null ? undefined : eq(invoices.currency, filter.currency),
    filter.search === null ? undefined : holdsWords(scope, filter.search),
    filter.exception === null ? undefined : exists(openExceptionOf(db, filter.exception)),
    filter.named === null ? undefined : isNamed(db, filter.named),
  ]
}

function openExceptionOf(db: Executor, kind: ExceptionKind | 'any') {
  return db
    .select({ one: sql`1` })
    .from(invoiceExceptions)
    .where(
      and(
        eq(invoiceExceptions.invoiceId, invoices.id),
        isNull(invoiceExceptions.closedAt),
        kind === 'any' ? undefined : eq(invoiceExceptions.kind, kind),
      ),
    )
}

function isNamed(db: Executor, { by, value }: InvoiceName): SQL {
  if (by === 'id') return hasId(value)
  if (by === 'address') {
    const own = db
      .select({ id: depositAddresses.invoiceId })
      .from(depositAddresses)
      .where(eq(depositAddresses.address, value))
    return inArray(invoices.id, own)
  }
  const paid = db.select({ id: payments.invoiceId }).from(payments).where(eq(payments.txHash, value))
  const swept = db
    .select({ id: depositAddresses.invoiceId })
    .from(sweptAmounts)
    .innerJoin(depositAddresses, eq(depositAddresses.id, sweptAmounts.depositAddressId))
    .where(eq(sweptAmounts.txHash, value))
  return inArray(invoices.id, union(paid, swept))
}
