import { type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { events } from '../schema'

export type NewEvent = InferInsertModel<typeof events>

export async function insertEvents(db: Executor, rows: NewEvent[]): Promise<void> {
  if (rows.length > 0) await db.insert(events).values(rows)
}
