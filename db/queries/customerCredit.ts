import { and, asc, desc, eq, inArray, max, sql, type InferInsertModel } from 'drizzle-orm'
import type { CreditAccount } from '@/lib/domain/customerCredit'
import type { Executor } from '../client'
import { creditClaims, creditEntries, paymentOptions } from '../schema'

export type CreditClaimRow = typeof creditClaims.$inferSelect
export type CreditEntryRow = typeof creditEntries.$inferSelect

/** What one invoice's lines in one account and of one excess add up to. */
export type CreditSum = {
  sourceInvoiceId: string
  invoiceId: string
  account: CreditAccount
  amount: bigint
}

/** What a customer has in one asset, by account. */
export type CreditBalance = {
  customerId: string
  network: string
  token: string
  decimals: number
  account: CreditAccount
  amount: bigint
}

const added = sql<bigint>`sum(${creditEntries.amount})`.mapWith(BigInt)

/** The books of one customer in one asset, by excess, invoice and account; the oldest excess first. */
export async function creditSums(
  db: Executor,
  asset: Pick<CreditEntryRow, 'customerId' | 'network' | 'token'>,
): Promise<CreditSum[]> {
  return db
    .select({
      sourceInvoiceId: creditEntries.sourceInvoiceId,
      invoiceId: creditEntries.invoiceId,
      account: creditEntries.account,
      amount: added,
    })
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.customerId, asset.customerId),
        eq(creditEntries.network, asset.network),
        eq(creditEntries.token, asset.token),
      ),
    )
    .groupBy(creditEntries.sourceInvoiceId, creditEntries.invoiceId, creditEntries.account)
    .orderBy(sql`min(${creditEntries.createdAt})`, asc(creditEntries.sourceInvoiceId))
}

/** The same of one excess, over all who took of it. */
export async function creditSumsOf(db: Executor, sourceInvoiceId: string): Promise<CreditSum[]> {
  return db
    .select({
      sourceInvoiceId: creditEntries.sourceInvoiceId,
      invoiceId: creditEntries.invoiceId,
      account: creditEntries.account,
      amount: added,
    })
    .from(creditEntries)
    .where(eq(creditEntries.sourceInvoiceId, sourceInvoiceId))
    .groupBy(creditEntries.sourceInvoiceId, creditEntries.invoiceId, creditEntries.account)
}

/** What customers have, by asset and account. */
export async function creditBalances(db: Executor, customerIds: readonly string[]): Promise<CreditBalance[]> {
  if (customerIds.length === 0) return []
  return db
    .select({
      customerId: creditEntries.customerId,
      network: creditEntries.network,
      token: creditEntries.token,
      decimals: creditEntries.decimals,
      account: creditEntries.account,
      amount: added,
    })
    .from(creditEntries)
    .where(inArray(creditEntries.customerId, [...customerIds]))
    .groupBy(
      creditEntries.customerId,
      creditEntries.network,
      creditEntries.token,
      creditEntries.decimals,
      creditEntries.account,
    )
    .orderBy(asc(creditEntries.network), asc(creditEntries.token))
}

/** The newest lines of what is owed to a customer. */
export async function customerEntries(
  db: Executor,
  customerId: string,
  limit: number,
): Promise<CreditEntryRow[]> {
  return db
    .select()
    .from(creditEntries)
    .where(and(eq(creditEntries.customerId, customerId), eq(creditEntries.account, 'customer')))
    .orderBy(desc(creditEntries.createdAt), desc(creditEntries.id))
    .limit(limit)
}

export async function lastCreditPosting(db: Executor, invoiceId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(creditEntries.posting) })
    .from(creditEntries)
    .where(eq(creditEntries.invoiceId, invoiceId))
  return row?.last ?? 0
}

export async function insertCreditEntries(
  db: Executor,
  rows: InferInsertModel<typeof creditEntries>[],
): Promise<void> {
  if (rows.length > 0) await db.insert(creditEntries).values(rows)
}

/** What an invoice claims, the oldest excess first. */
export async function claimsOf(db: Executor, invoiceId: string): Promise<CreditClaimRow[]> {
  return db
    .select()
    .from(creditClaims)
    .where(eq(creditClaims.invoiceId, invoiceId))
    .orderBy(asc(creditClaims.id))
}

/** All claims on these excesses, the oldest first. */
export async function claimsOn(db: Executor, sourceInvoiceIds: readonly string[]): Promise<CreditClaimRow[]> {
  if (sourceInvoiceIds.length === 0) return []
  return db
    .select()
    .from(creditClaims)
    .where(inArray(creditClaims.sourceInvoiceId, [...sourceInvoiceIds]))
    .orderBy(asc(creditClaims.createdAt), asc(creditClaims.id))
}

export async function insertClaims(
  db: Executor,
  rows: InferInsertModel<typeof creditClaims>[],
): Promise<void> {
  if (rows.length > 0) await db.insert(creditClaims).values(rows)
}

/** How much of an option's quote the customer's credit pays. */
export async function applyCredit(db: Executor, optionId: string, amount: bigint): Promise<void> {
  await db.update(paymentOptions).set({ creditApplied: amount }).where(eq(paymentOptions.id, optionId))
}
