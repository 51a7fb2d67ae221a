import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { events, invoices, type Mode } from '../schema'

/** What is null is not asked. */
export type EventFilter = {
  type: string | null
  invoiceId: string | null
  createdAfter: Date | null
  createdBefore: Date | null
  after: { createdAt: Date; id: string } | null
  limit: number
}

/** What happened to a merchant's invoices in a mode, the newest first, one more than asked for where there are more. */
export async function pageOfEvents(
  db: Executor,
  { merchantId, mode }: { merchantId: string; mode: Mode },
  { type, invoiceId, createdAfter, createdBefore, after, limit }: EventFilter,
) {
  const { createdAt, id } = events
  return db
    .select({ event: events, title: invoices.title })
    .from(events)
    .innerJoin(invoices, eq(invoices.id, events.invoiceId))
    .where(
      and(
        eq(events.merchantId, merchantId),
        eq(events.mode, mode),
        type === null ? undefined : eq(events.type, type),
        invoiceId === null ? undefined : eq(events.invoiceId, invoiceId),
        createdAfter ? gte(createdAt, createdAfter) : undefined,
        createdBefore ? lt(createdAt, createdBefore) : undefined,
        after
          ? sql`(${createdAt}, ${id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1)
}
