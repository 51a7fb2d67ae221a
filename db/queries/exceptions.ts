import { and, asc, count, desc, eq, isNotNull, isNull, sql, type InferInsertModel } from 'drizzle-orm'
import type { ExceptionKind } from '@/lib/domain/invoice'
import type { Executor } from '../client'
import { invoiceExceptions, invoices, type Mode } from '../schema'

export type ExceptionRow = typeof invoiceExceptions.$inferSelect

export async function openExceptions(db: Executor, invoiceId: string): Promise<ExceptionRow[]> {
  return db
    .select()
    .from(invoiceExceptions)
    .where(and(eq(invoiceExceptions.invoiceId, invoiceId), isNull(invoiceExceptions.closedAt)))
}

export async function openException(
  db: Executor,
  row: InferInsertModel<typeof invoiceExceptions>,
): Promise<void> {
  await db.insert(invoiceExceptions).values(row)
}

/** Closes what the facts no longer ask for. */
export async function closeException(
  db: Executor,
  invoiceId: string,
  kind: ExceptionKind,
  at: Date,
): Promise<void> {
  await db
    .update(invoiceExceptions)
    .set({ closedAt: at, closedBy: 'facts' })
    .where(
      and(
        eq(invoiceExceptions.invoiceId, invoiceId),
        eq(invoiceExceptions.kind, kind),
        isNull(invoiceExceptions.closedAt),
      ),
    )
}

/** What was decided about an invoice's exceptions in the face of certain payments, oldest first. */
export async function decisionsOf(
  db: Executor,
  invoiceId: string,
): Promise<Pick<ExceptionRow, 'kind' | 'action' | 'decidedOn'>[]> {
  const { kind, action, decidedOn } = invoiceExceptions
  return db
    .select({ kind, action, decidedOn })
    .from(invoiceExceptions)
    .where(and(eq(invoiceExceptions.invoiceId, invoiceId), isNotNull(decidedOn)))
    .orderBy(asc(invoiceExceptions.closedAt), asc(invoiceExceptions.id))
}

/** Closes one that is open by what a person made of it. */
export async function closeByDecision(
  db: Executor,
  id: string,
  decision: Required<
    Pick<
      InferInsertModel<typeof invoiceExceptions>,
      'closedAt' | 'closedBy' | 'action' | 'note' | 'decidedOn'
    >
  >,
): Promise<void> {
  await db.update(invoiceExceptions).set(decision).where(eq(invoiceExceptions.id, id))
}

/** What is null is not asked. */
export type ExceptionFilter = {
  kind: ExceptionKind | null
  invoiceId: string | null
  after: { createdAt: Date; id: string } | null
  limit: number
}

/** A count that is exact so far. */
const EXACT_TOTAL = 1_000

/** What stands in a merchant's mode, the newest first with its invoice, one more than asked for where there are more. */
export async function pageOfExceptions(
  db: Executor,
  { merchantId, mode }: { merchantId: string; mode: Mode },
  { kind, invoiceId, after, limit }: ExceptionFilter,
) {
  const { openedAt, id, closedAt } = invoiceExceptions
  const standing = and(
    eq(invoiceExceptions.merchantId, merchantId),
    eq(invoiceExceptions.mode, mode),
    isNull(closedAt),
    kind === null ? undefined : eq(invoiceExceptions.kind, kind),
    invoiceId === null ? undefined : eq(invoiceExceptions.invoiceId, invoiceId),
  )
  const older =
    after && sql`(${openedAt}, ${id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
  const rows = await db
    .select({ exception: invoiceExceptions, invoice: invoices })
    .from(invoiceExceptions)
    .innerJoin(invoices, eq(invoices.id, invoiceExceptions.invoiceId))
    .where(and(standing, older ?? undefined))
    .orderBy(desc(openedAt), desc(id))
    .limit(limit + 1)
  const some = db
    .select({ one: sql`1` })
    .from(invoiceExceptions)
    .where(standing)
    .limit(EXACT_TOTAL)
    .as('some')
  const [counted] = await db.select({ total: count() }).from(some)
  return { rows, total: counted?.total ?? 0 }
}
