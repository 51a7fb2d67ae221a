import { asc, eq, inArray, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { depositAddresses, pastQuotes, paymentOptions } from '../schema'

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

/** Watches an invoice's addresses closely until then (S8). */
export async function keepHot(db: Executor, invoiceId: string, until: Date): Promise<void> {
  await db.update(depositAddresses).set({ hotUntil: until }).where(eq(depositAddresses.invoiceId, invoiceId))
}
