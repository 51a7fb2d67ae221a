import { and, asc, desc, eq, getTableColumns, sql, type InferInsertModel, type SQL } from 'drizzle-orm'
import type { Executor } from '../client'
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookReceivers } from '../schema'
import { chunks } from './chunks'
import { EXACT_TOTAL } from './invoices'
import type { Scope } from './webhookEndpoints'

export type DeliveryRow = typeof webhookDeliveries.$inferSelect
export type AttemptRow = typeof webhookAttempts.$inferSelect
/** A delivery without what it says, and where it goes. */
export type ListedDelivery = Omit<DeliveryRow, 'body'> & { sentTo: string }

export type DeliveryFilter = {
  limit: number
  /** The last row of the page before, newest first. */
  after: { createdAt: Date; id: string } | null
  endpointId: string | null
  invoiceId: string | null
  status: DeliveryRow['status'] | null
  eventType: string | null
}

export async function insertDeliveries(
  db: Executor,
  rows: InferInsertModel<typeof webhookDeliveries>[],
): Promise<void> {
  for (const part of chunks(rows)) await db.insert(webhookDeliveries).values(part)
}

/** One page, newest first, with the count of all that match (exact to 10,000, Q8). */
export async function pageOfDeliveries(
  db: Executor,
  scope: Scope,
  filter: DeliveryFilter,
): Promise<{ rows: ListedDelivery[]; total: number }> {
  const matches = and(inScope(scope), ...conditions(filter))
  const rows = await db
    .select(LISTED)
    .from(webhookDeliveries)
    .leftJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(and(matches, filter.after ? olderThan(filter.after) : undefined))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(filter.limit + 1)
  const [counted] = await db.select({ total: sql<number>`count(*)::int` }).from(
    db
      .select({ one: sql`1` })
      .from(webhookDeliveries)
      .where(matches)
      .limit(EXACT_TOTAL)
      .as('matching'),
  )
  return { rows, total: counted?.total ?? 0 }
}

/** An invoice is told of a few dozen times at most; of one that is not, the newest are shown. */
const MOST_OF_ONE = 100

/** What was sent, or is to be, about one invoice, newest first. */
export async function deliveriesOf(db: Executor, scope: Scope, invoiceId: string): Promise<ListedDelivery[]> {
  return db
    .select(LISTED)
    .from(webhookDeliveries)
    .leftJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(and(inScope(scope), inDialect(scope), eq(webhookDeliveries.invoiceId, invoiceId)))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(MOST_OF_ONE)
}

/** One delivery of this merchant and mode, with what it says. */
export async function findDelivery(
  db: Executor,
  scope: Scope,
  id: string,
): Promise<(ListedDelivery & { body: string }) | null> {
  const [row] = await db
    .select({ ...LISTED, body: webhookDeliveries.body })
    .from(webhookDeliveries)
    .leftJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(and(eq(webhookDeliveries.id, id), inScope(scope), inDialect(scope)))
  return row ?? null
}

/** Its tries that ended, in their order. */
export async function attemptsOf(db: Executor, deliveryId: string): Promise<AttemptRow[]> {
  return db
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, deliveryId))
    .orderBy(asc(webhookAttempts.number))
}

/** Makes a delivery due now with all its tries, unless a try is under way; also asks its receiver where it wanted to be left alone. */
export async function sendAgain(db: Executor, delivery: ListedDelivery, now: Date): Promise<void> {
  await db
    .update(webhookDeliveries)
    .set({ status: 'pending', tries: 0, wakes: 0, nextAttemptAt: now, claimedUntil: null })
    .where(
      and(
        eq(webhookDeliveries.id, delivery.id),
        sql`(${webhookDeliveries.claimedUntil} is null or ${webhookDeliveries.claimedUntil} <= ${now.toISOString()})`,
      ),
    )
  await db
    .update(webhookReceivers)
    .set({ pausedUntil: null })
    .where(eq(webhookReceivers.receiver, delivery.receiver))
}

const { body: _body, ...columns } = getTableColumns(webhookDeliveries)
const LISTED = {
  ...columns,
  sentTo: sql<string>`coalesce(${webhookEndpoints.url}, ${webhookDeliveries.url})`,
}

function inScope(scope: Scope): SQL | undefined {
  return and(eq(webhookDeliveries.merchantId, scope.merchantId), eq(webhookDeliveries.mode, scope.mode))
}

/** An invoice's own address is told in document 004's words. */
function inDialect({ dialect }: Scope): SQL | undefined {
  return dialect && sql`coalesce(${webhookEndpoints.dialect}, 'invoices') = ${dialect}`
}

function olderThan(after: { createdAt: Date; id: string }): SQL {
  return sql`(${webhookDeliveries.createdAt}, ${webhookDeliveries.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
}

function conditions(filter: DeliveryFilter): (SQL | undefined)[] {
  return [
    filter.endpointId === null ? undefined : eq(webhookDeliveries.endpointId, filter.endpointId),
    filter.invoiceId === null ? undefined : eq(webhookDeliveries.invoiceId, filter.invoiceId),
    filter.status === null ? undefined : eq(webhookDeliveries.status, filter.status),
    filter.eventType === null ? undefined : eq(webhookDeliveries.eventType, filter.eventType),
  ]
}
