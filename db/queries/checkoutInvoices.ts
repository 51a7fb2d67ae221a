import {
  and,
  count,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  sql,
  type InferInsertModel,
  type SQL,
} from 'drizzle-orm'
import { statusesBehind, type CheckoutStatus } from '@/lib/domain/checkoutInvoice'
import type { ExceptionKind, InvoiceStatus } from '@/lib/domain/invoice'
import type { Executor } from '../client'
import { checkoutInvoices, invoiceExceptions, invoices, type Mode } from '../schema'
import { holdsWords } from './invoiceSearch'
import { EXACT_TOTAL, hasId, type InvoiceRow } from './invoices'

export type CheckoutRow = typeof checkoutInvoices.$inferSelect
export type CheckoutPair = { row: CheckoutRow; invoice: InvoiceRow }
type Scope = { merchantId: string; mode: Mode }

/** What a list is narrowed by; null does not narrow. */
export type CheckoutFilter = {
  status: CheckoutStatus | null
  /** A kind of exception that stands, any of them, or that none does. */
  exception: ExceptionKind | 'open' | 'none' | null
  externalInvoiceId: string | null
  merchantReference: string | null
  customerId: string | null
  createdAfter: Date | null
  createdBefore: Date | null
  search: string | null
}

/** Null where another invoice of the merchant and mode has the external id, or is just being made with it (Q12). */
export async function insertCheckoutInvoice(
  db: Executor,
  row: InferInsertModel<typeof checkoutInvoices>,
): Promise<CheckoutRow | null> {
  const [inserted] = await db.insert(checkoutInvoices).values(row).onConflictDoNothing().returning()
  return inserted ?? null
}

/** One of this merchant and mode, by either of its invoice's ids. */
export async function findCheckoutInvoice(
  db: Executor,
  scope: Scope,
  id: string,
): Promise<CheckoutPair | null> {
  const [found] = await pairs(db).where(and(hasId(id), inScope(scope)))
  return found ?? null
}

/** For its page alone: whoever knows the id may see the public view. */
export async function findPublicCheckoutInvoice(db: Executor, id: string): Promise<CheckoutPair | null> {
  const [found] = await pairs(db).where(hasId(id))
  return found ?? null
}

/** Document 000's part of an invoice, if it has one. */
export async function checkoutOfInvoice(db: Executor, invoiceId: string): Promise<CheckoutRow | null> {
  const [row] = await db.select().from(checkoutInvoices).where(eq(checkoutInvoices.invoiceId, invoiceId))
  return row ?? null
}

/** Newest first: so many, from a place in the list, or behind one that was seen. */
export async function someCheckoutInvoices(
  db: Executor,
  scope: Scope,
  filter: CheckoutFilter,
  part: { limit: number; offset?: number; after?: { createdAt: Date; id: string } | null },
): Promise<CheckoutPair[]> {
  const { createdAt, invoiceId } = checkoutInvoices
  const { limit, offset = 0, after = null } = part
  const behind = after
    ? sql`(${createdAt}, ${invoiceId}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
    : undefined
  return pairs(db)
    .where(and(inScope(scope), ...conditions(db, scope, filter), behind))
    .orderBy(desc(createdAt), desc(invoiceId))
    .limit(limit)
    .offset(offset)
}

/** How many match: exact to 10,000, then 10,000 (Q8). */
export async function countCheckoutInvoices(
  db: Executor,
  scope: Scope,
  filter: CheckoutFilter,
): Promise<number> {
  const matching = db
    .select({ one: sql`1` })
    .from(checkoutInvoices)
    .innerJoin(invoices, eq(invoices.id, checkoutInvoices.invoiceId))
    .where(and(inScope(scope), ...conditions(db, scope, filter)))
    .limit(EXACT_TOTAL)
    .as('matching')
  const [row] = await db.select({ total: sql<number>`count(*)::int` }).from(matching)
  return row?.total ?? 0
}

export type StatusCount = { status: InvoiceStatus; outside: boolean; count: number }

/** How many are in each status. */
export async function checkoutStatusCounts(
  db: Executor,
  scope: Scope,
  filter: CheckoutFilter,
): Promise<StatusCount[]> {
  const outside = sql<boolean>`${invoices.paidOutsideAt} is not null`
  return db
    .select({ status: invoices.status, outside, count: count() })
    .from(checkoutInvoices)
    .innerJoin(invoices, eq(invoices.id, checkoutInvoices.invoiceId))
    .where(and(inScope(scope), ...conditions(db, scope, filter)))
    .groupBy(invoices.status, outside)
}

export type ExceptionCount = { invoiceId: string; kind: ExceptionKind; open: boolean }

/** The exceptions of those that match, each kind of an invoice once, open where one of it is. */
export async function checkoutExceptions(
  db: Executor,
  scope: Scope,
  filter: CheckoutFilter,
): Promise<ExceptionCount[]> {
  const { invoiceId, kind, closedAt } = invoiceExceptions
  return db
    .select({ invoiceId, kind, open: sql<boolean>`bool_or(${closedAt} is null)` })
    .from(invoiceExceptions)
    .innerJoin(checkoutInvoices, eq(checkoutInvoices.invoiceId, invoiceId))
    .innerJoin(invoices, eq(invoices.id, invoiceId))
    .where(and(inScope(scope), ...conditions(db, scope, filter)))
    .groupBy(invoiceId, kind)
}

/** L7: who an erased customer's invoices were for is gone; so are those under one of their e-mails. */
export async function forgetBilled(
  db: Executor,
  { id, merchantId, mode }: Scope & { id: string },
  emails: readonly string[],
): Promise<void> {
  const own = db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, id))
  const nobody = { billTo: null, customerId: null, customerEmail: null }
  const ofThem = inArray(checkoutInvoices.invoiceId, own)
  await db.update(checkoutInvoices).set(nobody).where(ofThem)
  if (emails.length === 0) return
  const lowered = sql`lower(${checkoutInvoices.customerEmail})`
  const underEmail = inArray(
    lowered,
    [...emails].map((email) => email.toLowerCase()),
  )
  await db
    .update(checkoutInvoices)
    .set(nobody)
    .where(and(inScope({ merchantId, mode }), underEmail))
}

function pairs(db: Executor) {
  return db
    .select({ row: checkoutInvoices, invoice: invoices })
    .from(checkoutInvoices)
    .innerJoin(invoices, eq(invoices.id, checkoutInvoices.invoiceId))
    .$dynamic()
}

function inScope({ merchantId, mode }: Scope): SQL | undefined {
  return and(eq(checkoutInvoices.merchantId, merchantId), eq(checkoutInvoices.mode, mode))
}

function conditions(db: Executor, scope: Scope, filter: CheckoutFilter): (SQL | undefined)[] {
  const { createdAt, externalInvoiceId, merchantReference, customerId } = checkoutInvoices
  return [
    filter.status === null ? undefined : hasStatus(filter.status),
    filter.exception === null ? undefined : hasException(db, filter.exception),
    filter.externalInvoiceId === null ? undefined : eq(externalInvoiceId, filter.externalInvoiceId),
    filter.merchantReference === null ? undefined : eq(merchantReference, filter.merchantReference),
    filter.customerId === null ? undefined : eq(customerId, filter.customerId),
    filter.createdAfter === null ? undefined : gte(createdAt, filter.createdAfter),
    filter.createdBefore === null ? undefined : lt(createdAt, filter.createdBefore),
    filter.search === null ? undefined : holdsWords(scope, filter.search),
  ]
}

function hasStatus(status: CheckoutStatus): SQL | undefined {
  if (status === 'paid_out_of_band') return isNotNull(invoices.paidOutsideAt)
  return and(inArray(invoices.status, statusesBehind(status)), isNull(invoices.paidOutsideAt))
}

function hasException(db: Executor, wanted: ExceptionKind | 'open' | 'none'): SQL {
  const standing = db
    .select({ one: sql`1` })
    .from(invoiceExceptions)
    .where(
      and(
        eq(invoiceExceptions.invoiceId, checkoutInvoices.invoiceId),
        isNull(invoiceExceptions.closedAt),
        wanted === 'open' || wanted === 'none' ? undefined : eq(invoiceExceptions.kind, wanted),
      ),
    )
  return wanted === 'none' ? sql`not ${exists(standing)}` : exists(standing)
}
