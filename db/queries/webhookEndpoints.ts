import { and, count, desc, eq, isNull, sql, type InferInsertModel, type SQL } from 'drizzle-orm'
import type { Executor } from '../client'
import {
  webhookDeliveries,
  webhookEndpoints,
  webhookReceivers,
  type Mode,
  type WebhookDialect,
} from '../schema'

export type EndpointRow = typeof webhookEndpoints.$inferSelect
/** Without a dialect, the endpoints of all documents. */
export type Scope = { merchantId: string; mode: Mode; dialect?: WebhookDialect }

/** What deciding who is told needs of an endpoint. */
export type ToldEndpoint = Pick<EndpointRow, 'id' | 'url' | 'events'>

/** The endpoints of a document that are told of what happens from now on; reads without a lock (Q5). */
export async function toldEndpoints(
  db: Executor,
  { merchantId, mode }: Scope,
  dialect: WebhookDialect,
): Promise<ToldEndpoint[]> {
  return db
    .select({ id: webhookEndpoints.id, url: webhookEndpoints.url, events: webhookEndpoints.events })
    .from(webhookEndpoints)
    .where(and(ofTenant({ merchantId, mode, dialect }), eq(webhookEndpoints.enabled, true)))
}

export async function insertEndpoint(
  db: Executor,
  row: InferInsertModel<typeof webhookEndpoints>,
): Promise<EndpointRow> {
  const [inserted] = await db.insert(webhookEndpoints).values(row).returning()
  if (!inserted) throw new Error('an endpoint was not inserted')
  return inserted
}

/** Waits until no other transaction adds an endpoint to this merchant and mode; nothing else waits for it. */
export async function lockEndpointCount(db: Executor, { merchantId, mode }: Scope): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${merchantId}/${mode}`}, 4117730))`)
}

export async function countEndpoints(db: Executor, scope: Scope): Promise<number> {
  const [row] = await db.select({ count: count() }).from(webhookEndpoints).where(ofTenant(scope))
  return row?.count ?? 0
}

export async function findEndpoint(db: Executor, scope: Scope, id: string): Promise<EndpointRow | null> {
  const [row] = await db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), ofTenant(scope)))
  return row ?? null
}

/** Where a list goes on after an endpoint, deleted meanwhile or not. */
export async function positionOfEndpoint(
  db: Executor,
  { merchantId, mode, dialect }: Scope & { dialect: WebhookDialect },
  id: string,
): Promise<{ createdAt: Date; id: string } | null> {
  const [row] = await db
    .select({ id: webhookEndpoints.id, createdAt: webhookEndpoints.createdAt })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.id, id),
        eq(webhookEndpoints.merchantId, merchantId),
        eq(webhookEndpoints.mode, mode),
        eq(webhookEndpoints.dialect, dialect),
      ),
    )
  return row ?? null
}

/** How many of the last deliveries of an endpoint its success is measured by. */
const MEASURED = 1_000

/** An endpoint with how its last deliveries went. */
export type MeasuredEndpoint = {
  endpoint: EndpointRow
  lastDeliveryAt: Date | null
  delivered: number
  ended: number
  /** Since when every try failed; null while it answers. */
  failingSince: Date | null
}

/** The endpoints of a merchant and mode, newest first. */
export async function endpointsOf(
  db: Executor,
  scope: Scope,
  { limit, after }: { limit: number; after: { createdAt: Date; id: string } | null },
): Promise<MeasuredEndpoint[]> {
  return measured(db, and(ofTenant(scope), after ? olderThan(after) : undefined), limit)
}

export async function findMeasured(db: Executor, scope: Scope, id: string): Promise<MeasuredEndpoint | null> {
  const [row] = await measured(db, and(ofTenant(scope), eq(webhookEndpoints.id, id)), 1)
  return row ?? null
}

async function measured(db: Executor, matches: SQL | undefined, limit: number): Promise<MeasuredEndpoint[]> {
  const recent = db
    .select({
      status: webhookDeliveries.status,
      tries: webhookDeliveries.tries,
      deliveredAt: webhookDeliveries.deliveredAt,
    })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, webhookEndpoints.id))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(MEASURED)
    .as('recent')
  const measures = db
    .select({
      lastDeliveryAt: sql<string | null>`max(${recent.deliveredAt})`.as('last_delivery_at'),
      delivered: sql<number>`(count(*) filter (where ${recent.deliveredAt} is not null))::int`.as(
        'delivered',
      ),
      ended:
        sql<number>`(count(*) filter (where ${recent.deliveredAt} is not null or ${recent.tries} > 0))::int`.as(
          'ended',
        ),
    })
    .from(recent)
    .as('measured')
  const rows = await db
    .select({
      endpoint: webhookEndpoints,
      lastDeliveryAt: measures.lastDeliveryAt,
      delivered: measures.delivered,
      ended: measures.ended,
      failingSince: webhookReceivers.failingSince,
    })
    .from(webhookEndpoints)
    .leftJoin(webhookReceivers, eq(webhookReceivers.receiver, webhookEndpoints.id))
    .crossJoinLateral(measures)
    .where(matches)
    .orderBy(desc(webhookEndpoints.createdAt), desc(webhookEndpoints.id))
    .limit(limit)
  return rows.map((row) => ({
    ...row,
    lastDeliveryAt: row.lastDeliveryAt ? new Date(row.lastDeliveryAt) : null,
  }))
}

function olderThan(after: { createdAt: Date; id: string }): SQL {
  return sql`(${webhookEndpoints.createdAt}, ${webhookEndpoints.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
}

function ofTenant(scope: Scope) {
  return and(
    eq(webhookEndpoints.merchantId, scope.merchantId),
    eq(webhookEndpoints.mode, scope.mode),
    scope.dialect === undefined ? undefined : eq(webhookEndpoints.dialect, scope.dialect),
    isNull(webhookEndpoints.deletedAt),
  )
}
