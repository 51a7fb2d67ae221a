import { and, eq, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { ledgerEntries, settlements, type Mode } from '../schema'

export type SettlementRow = typeof settlements.$inferSelect

/** Inserts the one settlement of an invoice; false when it is there already. */
export async function insertSettlement(
  db: Executor,
  row: InferInsertModel<typeof settlements>,
): Promise<boolean> {
  const rows = await db
    .insert(settlements)
    .values(row)
    .onConflictDoNothing({ target: settlements.invoiceId })
    .returning({ id: settlements.id })
  return rows.length === 1
}

export async function findSettlement(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
  id: string,
): Promise<SettlementRow | null> {
  const [row] = await db
    .select()
    .from(settlements)
    .where(
      and(
        eq(settlements.id, id),
        eq(settlements.merchantId, scope.merchantId),
        eq(settlements.mode, scope.mode),
      ),
    )
  return row ?? null
}

/** Appends the lines of a posting; a posting that was made before changes nothing. */
export async function insertPosting(
  db: Executor,
  rows: InferInsertModel<typeof ledgerEntries>[],
): Promise<void> {
  if (rows.length > 0) await db.insert(ledgerEntries).values(rows).onConflictDoNothing()
}

export async function ledgerOf(
  db: Executor,
  invoiceId: string,
): Promise<(typeof ledgerEntries.$inferSelect)[]> {
  return db.select().from(ledgerEntries).where(eq(ledgerEntries.invoiceId, invoiceId))
}

/** Corrects a settlement after money came later, was released, given back or undone (D1, D6, D9). */
export async function updateSettlement(
  db: Executor,
  id: string,
  set: Partial<Omit<SettlementRow, 'id' | 'merchantId' | 'mode' | 'invoiceId' | 'createdAt'>>,
): Promise<void> {
  await db.update(settlements).set(set).where(eq(settlements.id, id))
}
