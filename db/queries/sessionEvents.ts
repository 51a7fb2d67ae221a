import { and, asc, desc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import type { SessionEvent } from '@/lib/domain/session'
import type { Executor } from '../client'
import { sessionEvents, type Mode } from '../schema'
import type { SessionEventRow } from './checkoutSessions'

type Scope = { merchantId: string; mode: Mode }
type Position = { createdAt: Date; id: string }

/** What came to a millisecond's half below its time by rounding. */
const ROUNDING = sql`interval '1 millisecond'`

/**
 * Nothing that is not there by now will ever be older than this (Q6): an event's time is later than the beginning of the transaction
 * that writes it, so that this is the beginning of the oldest one which is writing some. Ask before the statement that reads events.
 */
export async function settledUntil(db: Executor): Promise<Date> {
  const [row] = await db.execute<{ until: string }>(sql`
    select (least(min(xact_start), statement_timestamp()) - ${ROUNDING}) as until
    from pg_locks
    join pg_stat_activity using (pid)
    where datname = current_database() and relation = 'session_events'::regclass and mode = 'RowExclusiveLock'
      and pid <> pg_backend_pid()`)
  if (!row) throw new Error('an aggregate has a row')
  return new Date(row.until)
}

export type EventFilter = { type: SessionEvent | null; createdAfter: Date | null }

/** Newest first among those older than `until`, one more than asked for where there are more. */
export async function pageOfEvents(
  db: Executor,
  scope: Scope,
  filter: EventFilter & { limit: number; after: Position | null; until: Date },
): Promise<SessionEventRow[]> {
  const { createdAt, id, type } = sessionEvents
  const { after, createdAfter } = filter
  return db
    .select()
    .from(sessionEvents)
    .where(
      and(
        inScope(scope),
        lt(createdAt, filter.until),
        filter.type === null ? undefined : eq(type, filter.type),
        createdAfter ? gt(createdAt, createdAfter) : undefined,
        after
          ? or(lt(createdAt, after.createdAt), and(eq(createdAt, after.createdAt), lt(id, after.id)))
          : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(filter.limit + 1)
}

export async function findEvent(db: Executor, scope: Scope, id: string): Promise<SessionEventRow | null> {
  const [row] = await db
    .select()
    .from(sessionEvents)
    .where(and(eq(sessionEvents.id, id), inScope(scope)))
  return row ?? null
}

/** So many go at a time; the next run takes more. */
const AT_ONCE = 5_000

/** Deletes events from before then, the oldest first. Their sessions know what was told of them. */
export async function deleteOldEvents(db: Executor, before: Date): Promise<number> {
  const old = db
    .select({ id: sessionEvents.id })
    .from(sessionEvents)
    .where(lt(sessionEvents.createdAt, before))
    .orderBy(asc(sessionEvents.createdAt))
    .limit(AT_ONCE)
    .for('update', { skipLocked: true })
  const deleted = await db
    .delete(sessionEvents)
    .where(inArray(sessionEvents.id, old))
    .returning({ id: sessionEvents.id })
  return deleted.length
}

function inScope({ merchantId, mode }: Scope) {
  return and(eq(sessionEvents.merchantId, merchantId), eq(sessionEvents.mode, mode))
}
