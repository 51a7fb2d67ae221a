import { and, desc, eq, isNull, or, lt, sql, type InferInsertModel } from 'drizzle-orm'
import type { LinkUses } from '@/lib/domain/paymentLink'
import type { Executor } from '../client'
import { paymentLinks, type Mode } from '../schema'

export type LinkRow = typeof paymentLinks.$inferSelect
type Scope = { merchantId: string; mode: Mode }
type Position = { createdAt: Date; id: string }

/** Null when the slug is taken. */
export async function insertLink(
  db: Executor,
  row: InferInsertModel<typeof paymentLinks>,
): Promise<LinkRow | null> {
  const [inserted] = await db
    .insert(paymentLinks)
    .values(row)
    .onConflictDoNothing({ target: paymentLinks.slug })
    .returning()
  return inserted ?? null
}

/** A link that is not deleted. */
export async function findLink(db: Executor, scope: Scope, id: string): Promise<LinkRow | null> {
  const [row] = await db
    .select()
    .from(paymentLinks)
    .where(and(eq(paymentLinks.id, id), inScope(scope), isNull(paymentLinks.deletedAt)))
  return row ?? null
}

/** The same, held against whoever else changes it or begins a session that counts. */
export async function lockLink(db: Executor, scope: Scope, id: string): Promise<LinkRow | null> {
  const [row] = await db
    .select()
    .from(paymentLinks)
    .where(and(eq(paymentLinks.id, id), inScope(scope), isNull(paymentLinks.deletedAt)))
    // Stronger would wait for sessions that only refer to it.
    .for('no key update')
  return row ?? null
}

/** Whoever knows the slug may see the page; deleted links too, which say so. */
export async function findLinkBySlug(db: Executor, slug: string): Promise<LinkRow | null> {
  const [row] = await db.select().from(paymentLinks).where(eq(paymentLinks.slug, slug))
  return row ?? null
}

/** False when the slug is taken. */
export async function updateLink(
  db: Executor,
  id: string,
  set: Partial<InferInsertModel<typeof paymentLinks>>,
): Promise<LinkRow> {
  const [row] = await db.update(paymentLinks).set(set).where(eq(paymentLinks.id, id)).returning()
  if (!row) throw new Error('a payment link is gone')
  return row
}

/** Newest first, one more than asked for where there are more. */
export async function pageOfLinks(
  db: Executor,
  scope: Scope,
  { limit, after }: { limit: number; after: Position | null },
): Promise<LinkRow[]> {
  const { createdAt, id, deletedAt } = paymentLinks
  return db
    .select()
    .from(paymentLinks)
    .where(
      and(
        inScope(scope),
        isNull(deletedAt),
        after
          ? or(lt(createdAt, after.createdAt), and(eq(createdAt, after.createdAt), lt(id, after.id)))
          : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1)
}

/** Where a list goes on after a link, deleted meanwhile or not. */
export async function positionOfLink(db: Executor, scope: Scope, id: string): Promise<Position | null> {
  const [row] = await db
    .select({ id: paymentLinks.id, createdAt: paymentLinks.createdAt })
    .from(paymentLinks)
    .where(and(eq(paymentLinks.id, id), inScope(scope)))
  return row ?? null
}

/**
 * How many sessions of each link were paid, and how many still can be: an open one, and one that ended or was paid in part as long as
 * money in time or within its grace may yet be found. That is over once every network it can be paid on has proven a later block; a lane of the
 * sandbox has no other clock than its own, which stands still when nothing happens.
 */
export async function usesOfLinks(
  db: Executor,
  linkIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, LinkUses>> {
  if (linkIds.length === 0) return new Map()
  const graceEnds = sql`i.expires_at + i.late_grace_ms * interval '1 millisecond'`
  const rows = await db.execute<{ link_id: string; paid: number; held: number }>(sql`
    select s.link_id,
      (count(*) filter (where i.status in ('paid', 'refunded')))::int as paid,
      (count(*) filter (where i.status in ('pending', 'confirming') or (
        i.status in ('partial', 'expired', 'cancelled') and (
          ${graceEnds} >= ${now.toISOString()}::timestamptz
          or exists (
            select 1 from payment_options o
            left join network_cursors c on c.network = o.network
            where o.invoice_id = i.id and o.network not like 'sandbox%'
              and coalesce(c.block_time, 'epoch') <= ${graceEnds})))))::int as held
    from checkout_sessions s join invoices i on i.id = s.invoice_id
    where s.link_id in (${sql.join(
      linkIds.map((id) => sql`${id}`),
      sql`, `,
    )})
    group by s.link_id`)
  return new Map([...rows].map((row) => [row.link_id, { paid: row.paid, held: row.held }]))
}

function inScope({ merchantId, mode }: Scope) {
  return and(eq(paymentLinks.merchantId, merchantId), eq(paymentLinks.mode, mode))
}
