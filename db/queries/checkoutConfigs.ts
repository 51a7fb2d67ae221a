import { and, eq, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { checkoutConfigs, type Mode } from '../schema'

export type CheckoutConfigRow = typeof checkoutConfigs.$inferSelect

type Scope = { merchantId: string; mode: Mode }

export async function findCheckoutConfig(db: Executor, scope: Scope): Promise<CheckoutConfigRow | null> {
  const [row] = await db
    .select()
    .from(checkoutConfigs)
    .where(and(eq(checkoutConfigs.merchantId, scope.merchantId), eq(checkoutConfigs.mode, scope.mode)))
  return row ?? null
}

/** Makes it, or puts it in the place of the one there is, which keeps its id and when it was made. */
export async function putCheckoutConfig(
  db: Executor,
  row: InferInsertModel<typeof checkoutConfigs>,
): Promise<CheckoutConfigRow> {
  const { id: _id, createdAt: _at, ...set } = row
  const [kept] = await db
    .insert(checkoutConfigs)
    .values(row)
    .onConflictDoUpdate({ target: [checkoutConfigs.merchantId, checkoutConfigs.mode], set })
    .returning()
  if (!kept) throw new Error('an upsert returned no row')
  return kept
}
