import { and, eq, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { merchants, payoutTerms } from '../schema'

export type MerchantRow = typeof merchants.$inferSelect
export type PayoutTermsRow = typeof payoutTerms.$inferSelect

export async function findMerchant(db: Executor, id: string): Promise<MerchantRow | null> {
  const [row] = await db.select().from(merchants).where(eq(merchants.id, id))
  return row ?? null
}

/** The merchant as it is, which nobody else changes until the transaction ends; creates do not wait for it (Q5). */
export async function lockMerchant(db: Executor, id: string): Promise<MerchantRow | null> {
  const [row] = await db.select().from(merchants).where(eq(merchants.id, id)).for('no key update')
  return row ?? null
}

export async function findMerchantByEmail(db: Executor, email: string): Promise<MerchantRow | null> {
  const [row] = await db.select().from(merchants).where(eq(merchants.contactEmail, email))
  return row ?? null
}

export async function updateMerchant(
  db: Executor,
  id: string,
  set: Partial<InferInsertModel<typeof merchants>>,
): Promise<void> {
  await db.update(merchants).set(set).where(eq(merchants.id, id))
}

/** Inserts the tenant with the sequence that numbers its deposit addresses: nextval never waits for another create (Q5). */
export async function insertMerchant(db: Executor, row: InferInsertModel<typeof merchants>): Promise<void> {
  await db.insert(merchants).values(row)
  await db.execute(sql`create sequence ${counterOf(row.id)} minvalue 0`)
}

/** The next number of this merchant's deposit addresses, from 0; a rolled-back create leaves a gap, never a repeat. */
export async function nextDepositCounter(db: Executor, merchantId: string): Promise<bigint> {
  const [row] = await db.execute<{ counter: string }>(
    sql`select nextval(${`${counterName(merchantId)}`}::regclass) as counter`,
  )
  return BigInt(row?.counter ?? '0')
}

/** How many numbers were given out so far. */
export async function depositCountersIssued(db: Executor, merchantId: string): Promise<bigint> {
  const [row] = await db.execute<{ issued: string }>(
    sql`select case when is_called then last_value + 1 else 0 end as issued from ${counterOf(merchantId)}`,
  )
  return BigInt(row?.issued ?? '0')
}

/** Finds or adds the terms; history grows by itself when treasury or fee change (F1). */
export async function ensurePayoutTerms(
  db: Executor,
  row: InferInsertModel<typeof payoutTerms>,
): Promise<PayoutTermsRow> {
  await db.insert(payoutTerms).values(row).onConflictDoNothing()
  const [found] = await db
    .select()
    .from(payoutTerms)
    .where(
      and(
        eq(payoutTerms.merchantId, row.merchantId),
        eq(payoutTerms.treasury, row.treasury),
        eq(payoutTerms.feeRecipient, row.feeRecipient),
        eq(payoutTerms.feeBps, row.feeBps),
      ),
    )
  if (!found) throw new Error('payout terms vanished between insert and read')
  return found
}

export async function payoutTermsOf(db: Executor, merchantId: string): Promise<PayoutTermsRow[]> {
  return db
    .select()
    .from(payoutTerms)
    .where(eq(payoutTerms.merchantId, merchantId))
    .orderBy(payoutTerms.createdAt)
}

function counterName(merchantId: string): string {
  return `deposit_counter_${merchantId}`
}

function counterOf(merchantId: string) {
  return sql.identifier(counterName(merchantId))
}
