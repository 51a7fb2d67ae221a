import { and, asc, eq, gt, lte, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { events } from '../schema'
import { chunks } from './chunks'

export type EventRow = typeof events.$inferSelect
export type NewEvent = InferInsertModel<typeof events>

export async function insertEvents(db: Executor, rows: NewEvent[]): Promise<void> {
  for (const part of chunks(rows)) await db.insert(events).values(part)
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
