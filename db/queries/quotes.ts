import { and, asc, eq, gte, inArray, lt, ne, notLike, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { depositAddresses, invoices, pastQuotes, paymentOptions } from '../schema'

export type PastQuote = typeof pastQuotes.$inferSelect
type Quote = Pick<
  typeof paymentOptions.$inferInsert,
  'quotedAmount' | 'rateNum' | 'rateDen' | 'rateSource' | 'rateInputs' | 'quotedAt' | 'quoteExpiresAt'
>

/** The quotes that stood before, oldest first (D3). */
export async function pastQuotesOf(db: Executor, invoiceIds: readonly string[]): Promise<PastQuote[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(pastQuotes)
    .where(inArray(pastQuotes.invoiceId, [...invoiceIds]))
    .orderBy(asc(pastQuotes.until))
}

/** Puts a new quote in the place of the present one, which is kept. */
export async function replaceQuote(
  db: Executor,
  past: InferInsertModel<typeof pastQuotes>,
  quote: Quote,
): Promise<void> {
  await db.insert(pastQuotes).values(past)
  await db.update(paymentOptions).set(quote).where(eq(paymentOptions.id, past.optionId))
}

/** The present quote stands on until then. */
export async function extendQuote(db: Executor, optionId: string, until: Date): Promise<void> {
  await db.update(paymentOptions).set({ quoteExpiresAt: until }).where(eq(paymentOptions.id, optionId))
}

/**
 * Open invoices with a quote whose lock has ended, the longest first (D3); not those that had so many versions already, and not those
 * on lanes, which have a clock of their own.
 */
export async function invoicesWithEndedLocks(
  db: Executor,
  now: Date,
  mostVersions: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ id: invoices.id, ended: sql`min(${paymentOptions.quoteExpiresAt})` })
    .from(invoices)
    .innerJoin(paymentOptions, eq(paymentOptions.invoiceId, invoices.id))
    .where(
      and(
        inArray(invoices.status, ['pending', 'partial']),
        gte(invoices.expiresAt, now),
        lt(paymentOptions.quoteExpiresAt, now),
        ne(paymentOptions.rateSource, 'par'),
        notLike(paymentOptions.network, 'sandbox:%'),
        sql`(select count(*) from ${pastQuotes} where ${pastQuotes.optionId} = ${paymentOptions.id}) < ${mostVersions}`,
      ),
    )
    .groupBy(invoices.id)
    .orderBy(sql`min(${paymentOptions.quoteExpiresAt})`)
    .limit(limit)
  return rows.map((row) => row.id)
}

/** Watches an invoice's addresses closely until then (S8). */
export async function keepHot(db: Executor, invoiceId: string, until: Date): Promise<void> {
  await db.update(depositAddresses).set({ hotUntil: until }).where(eq(depositAddresses.invoiceId, invoiceId))
}
