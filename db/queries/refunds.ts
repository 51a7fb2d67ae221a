import { asc, eq, inArray, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { refunds } from '../schema'

export type RefundRow = typeof refunds.$inferSelect
type RefundChange = Partial<InferInsertModel<typeof refunds>>

export async function updateRefund(db: Executor, id: string, set: RefundChange): Promise<void> {
  await db.update(refunds).set(set).where(eq(refunds.id, id))
}

/** The refunds of invoices, oldest first. */
export async function refundsOf(db: Executor, invoiceIds: readonly string[]): Promise<RefundRow[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(refunds)
    .where(inArray(refunds.invoiceId, [...invoiceIds]))
    .orderBy(asc(refunds.id))
}
