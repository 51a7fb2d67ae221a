import { and, desc, eq, inArray, lt, or, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { checkoutSessions, invoices, sessionEvents, type Mode } from '../schema'

export type SessionRow = typeof checkoutSessions.$inferSelect
export type SessionEventRow = typeof sessionEvents.$inferSelect
type Scope = { merchantId: string; mode: Mode }
type Position = { createdAt: Date; id: string }

export async function insertSession(
  db: Executor,
  row: InferInsertModel<typeof checkoutSessions>,
): Promise<SessionRow> {
  const [inserted] = await db.insert(checkoutSessions).values(row).returning()
  if (!inserted) throw new Error('a checkout session was not inserted')
  return inserted
}

export async function findSession(db: Executor, scope: Scope, id: string): Promise<SessionRow | null> {
  const [row] = await db
    .select()
    .from(checkoutSessions)
    .where(and(eq(checkoutSessions.id, id), inScope(scope)))
  return row ?? null
}

/** For its page alone: whoever knows the id may see the public view. */
export async function findPublicSession(db: Executor, id: string): Promise<SessionRow | null> {
  const [row] = await db.select().from(checkoutSessions).where(eq(checkoutSessions.id, id))
  return row ?? null
}

/** The session around an invoice, if there is one. */
export async function sessionOfInvoice(db: Executor, invoiceId: string): Promise<SessionRow | null> {
  const [row] = await db.select().from(checkoutSessions).where(eq(checkoutSessions.invoiceId, invoiceId))
  return row ?? null
}

/** Newest first, one more than asked for where there are more; those of one link, or all. */
export async function pageOfSessions(
  db: Executor,
  scope: Scope,
  { limit, after, linkId }: { limit: number; after: Position | null; linkId: string | null },
): Promise<SessionRow[]> {
  const { createdAt, id } = checkoutSessions
  return db
    .select()
    .from(checkoutSessions)
    .where(
      and(
        inScope(scope),
        linkId === null ? undefined : eq(checkoutSessions.linkId, linkId),
        after
          ? or(lt(createdAt, after.createdAt), and(eq(createdAt, after.createdAt), lt(id, after.id)))
          : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1)
}

/** Writes an event with what its session has been told of by then. Its time is the database's. */
export async function insertSessionEvent(
  db: Executor,
  row: Omit<InferInsertModel<typeof sessionEvents>, 'createdAt'>,
): Promise<SessionEventRow> {
  const [inserted] = await db
    .insert(sessionEvents)
    .values({ ...row, createdAt: sql`clock_timestamp()` })
    .returning()
  if (!inserted) throw new Error('an event was not inserted')
  await db
    .update(checkoutSessions)
    .set({ told: row.type, toldSeq: row.seq })
    .where(eq(checkoutSessions.id, row.sessionId))
  return inserted
}

/** L7: what a customer said of themselves is gone, from what was told of their sessions too. */
export async function forgetCollected(db: Executor, customerId: string): Promise<void> {
  const own = db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId))
  await db
    .update(checkoutSessions)
    .set({ customerEmail: null, customerName: null, customerNote: null })
    .where(inArray(checkoutSessions.invoiceId, own))
  const nothing = JSON.stringify({ email: null, name: null, note: null })
  await db
    .update(sessionEvents)
    // Through `jsonb`, which sorts the fields anew; what they say stays.
    .set({ data: sql`jsonb_set(${sessionEvents.data}::jsonb, '{collected}', ${nothing}::jsonb)::json` })
    .where(inArray(sessionEvents.invoiceId, own))
}

function inScope({ merchantId, mode }: Scope) {
  return and(eq(checkoutSessions.merchantId, merchantId), eq(checkoutSessions.mode, mode))
}
