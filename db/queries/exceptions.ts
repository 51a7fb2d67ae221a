import { and, asc, eq, isNotNull, isNull, type InferInsertModel } from 'drizzle-orm'
import type { ExceptionKind } from '@/lib/domain/invoice'
import type { Executor } from '../client'
import { invoiceExceptions } from '../schema'

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
