import { and, desc, eq, gt, gte, inArray, lt, or, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { checkoutSessions, invoices, sessionEvents, type Mode } from '../schema'

export type SessionRow = typeof checkoutSessions.$inferSelect
export type SessionEventRow = typeof sessionEvents.$inferSelect
type Scope = { merchantId: string; mode: Mode }
type Position = { createdAt: Date; id: string }

/** Sessions whose events one statement names. */
const AT_ONCE = 1_000

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

/** The session that a visitor has begun at a link as it is now, and that can still be paid; null without one. */
export async function openSessionOf(
  db: Executor,
  link: { id: string; updatedAt: Date },
  visitor: string,
  now: Date,
): Promise<string | null> {
  const { createdAt, id } = checkoutSessions
  const [row] = await db
    .select({ id })
    .from(checkoutSessions)
    .innerJoin(invoices, eq(invoices.id, checkoutSessions.invoiceId))
    .where(
      and(
        eq(checkoutSessions.linkId, link.id),
        eq(checkoutSessions.visitor, visitor),
        gte(createdAt, link.updatedAt),
        inArray(invoices.status, ['pending', 'partial', 'confirming']),
        gt(invoices.expiresAt, now),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(1)
  return row?.id ?? null
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

/** The same, held against who forgets its customer: whatever is told of it now is told with what is still known. */
export async function holdSessionOfInvoice(db: Executor, invoiceId: string): Promise<SessionRow | null> {
  const [row] = await db
    .select()
    .from(checkoutSessions)
    .where(eq(checkoutSessions.invoiceId, invoiceId))
    .for('no key update')
  return row ?? null
}

/** The e-mails that were typed in the sessions that a customer paid, but for those that are another customer's now. */
export async function emailsTypedBy(db: Executor, customerId: string): Promise<string[]> {
  const rows = await db.execute<{ email: string }>(sql`
    select distinct s.customer_email as email from checkout_sessions s join invoices i on i.id = s.invoice_id
    where i.customer_id = ${customerId} and s.customer_email is not null and not exists (
      select 1 from customers c where c.merchant_id = s.merchant_id and c.mode = s.mode
        and c.email = s.customer_email and c.id <> ${customerId})`)
  return [...rows].map(({ email }) => email)
}

/**
 * L7: what a customer said of themselves is gone, from the sessions that they paid and from those that were left unpaid under one of
 * their e-mails, and from what was told of all of these; from the former also the names in their metadata.
 */
export async function forgetCollected(
  db: Executor,
  { id, merchantId, mode }: Scope & { id: string },
  { emails, names }: { emails: readonly string[]; names: readonly string[] },
): Promise<void> {
  const own = db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, id))
  const forgotten = await db
    .update(checkoutSessions)
    .set({ customerEmail: null, customerName: null, customerNote: null })
    .where(
      and(
        inScope({ merchantId, mode }),
        or(
          inArray(checkoutSessions.invoiceId, own),
          emails.length === 0 ? undefined : inArray(checkoutSessions.customerEmail, [...emails]),
        ),
      ),
    )
    .returning({ id: checkoutSessions.id })
  const nothing = JSON.stringify({ email: null, name: null, note: null })
  // Through `jsonb`, which sorts the fields anew; what they say stays.
  const data = sql`jsonb_set(${sessionEvents.data}::jsonb, '{collected}', ${nothing}::jsonb)`
  for (let at = 0; at < forgotten.length; at += AT_ONCE) {
    const ids = forgotten.slice(at, at + AT_ONCE).map((row) => row.id)
    await db
      .update(sessionEvents)
      .set({ data: sql`${data}::json` })
      .where(inArray(sessionEvents.sessionId, ids))
  }
  const unnamed = sql`coalesce(nullif(nullif(data::jsonb->'metadata', 'null') - ${sql.param([...names])}::text[], '{}'), 'null')`
  await db
    .update(sessionEvents)
    .set({ data: sql`(data::jsonb || jsonb_build_object('customerId', null, 'metadata', ${unnamed}))::json` })
    .where(inArray(sessionEvents.invoiceId, own))
}

function inScope({ merchantId, mode }: Scope) {
  return and(eq(checkoutSessions.merchantId, merchantId), eq(checkoutSessions.mode, mode))
}
