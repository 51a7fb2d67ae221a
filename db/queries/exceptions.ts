import { and, eq, isNull, type InferInsertModel } from 'drizzle-orm'
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
