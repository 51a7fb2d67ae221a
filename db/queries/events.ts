import { and, asc, eq, gt, lte, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { events } from '../schema'
import { chunks } from './chunks'

export type EventRow = typeof events.$inferSelect

/** Writes events with their links in their merchant's audit chain, in one round trip; the links wait to be folded in (Q5). */
export async function insertEvents(
  db: Executor,
  rows: readonly InferInsertModel<typeof events>[],
): Promise<void> {
  for (const part of chunks(rows)) {
    const added = db.insert(events).values(part).returning({ id: events.id, merchantId: events.merchantId })
    await db.execute(sql`
      with added as ${added}
      insert into audit_links (line_id, chain, source) select id, merchant_id, 'event' from added`)
  }
}

/** The events of an invoice behind one number and up to another, in their order (Q6). */
export async function eventsBetween(
  db: Executor,
  invoiceId: string,
  after: number,
  upTo: number,
): Promise<EventRow[]> {
  return db
    .select()
    .from(events)
    .where(and(eq(events.invoiceId, invoiceId), gt(events.seq, after), lte(events.seq, upTo)))
    .orderBy(asc(events.seq))
}
