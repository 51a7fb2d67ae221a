import { and, arrayContains, asc, desc, eq, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { paymentMethods, type Mode } from '../schema'

export type PaymentMethodRow = typeof paymentMethods.$inferSelect

export async function insertPaymentMethod(
  db: Executor,
  row: InferInsertModel<typeof paymentMethods>,
): Promise<PaymentMethodRow> {
  const [inserted] = await db.insert(paymentMethods).values(row).returning()
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Leaves a token without a default, for another method to be it. */
export async function clearDefault(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
  token: string,
): Promise<void> {
  await db
    .update(paymentMethods)
    .set({ isDefault: false })
    .where(
      and(
        eq(paymentMethods.merchantId, scope.merchantId),
        eq(paymentMethods.mode, scope.mode),
        eq(paymentMethods.token, token),
      ),
    )
}

/** Enabled methods of a merchant for a token, its default network first. */
export async function enabledMethods(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
  token: string,
): Promise<PaymentMethodRow[]> {
  return db
    .select()
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.merchantId, scope.merchantId),
        eq(paymentMethods.mode, scope.mode),
        eq(paymentMethods.token, token),
        eq(paymentMethods.enabled, true),
      ),
    )
    .orderBy(desc(paymentMethods.isDefault), asc(paymentMethods.createdAt), asc(paymentMethods.id))
}

/** Whether some merchant is paid through the hub on a network. */
export async function isHubWanted(db: Executor, network: string): Promise<boolean> {
  const [row] = await db
    .select({ id: paymentMethods.id })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.network, network), arrayContains(paymentMethods.rails, ['hub'])))
    .limit(1)
  return row !== undefined
}

export async function updatePaymentMethod(
  db: Executor,
  id: string,
  set: Partial<InferInsertModel<typeof paymentMethods>>,
): Promise<void> {
  await db.update(paymentMethods).set(set).where(eq(paymentMethods.id, id))
}

export async function findPaymentMethod(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
  id: string,
): Promise<PaymentMethodRow | null> {
  const [row] = await db
    .select()
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.id, id),
        eq(paymentMethods.merchantId, scope.merchantId),
        eq(paymentMethods.mode, scope.mode),
      ),
    )
  return row ?? null
}

/** For a method that never took an invoice. */
export async function deletePaymentMethod(db: Executor, id: string): Promise<void> {
  await db.delete(paymentMethods).where(eq(paymentMethods.id, id))
}

export async function methodsOf(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
): Promise<PaymentMethodRow[]> {
  return db
    .select()
    .from(paymentMethods)
    .where(and(eq(paymentMethods.merchantId, scope.merchantId), eq(paymentMethods.mode, scope.mode)))
    .orderBy(asc(paymentMethods.createdAt), asc(paymentMethods.id))
}
