import { and, asc, eq, inArray, isNotNull, isNull, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { hubTerms, payments } from '../schema'
import { chunks } from './chunks'

export type HubTermsRow = typeof hubTerms.$inferSelect

export async function insertHubTerms(db: Executor, row: InferInsertModel<typeof hubTerms>): Promise<void> {
  await db.insert(hubTerms).values(row)
}

/** All terms that invoices were ever offered with, by option the oldest first. */
export async function hubTermsOf(db: Executor, invoiceIds: readonly string[]): Promise<HubTermsRow[]> {
  if (invoiceIds.length === 0) return []
  return db
    .select()
    .from(hubTerms)
    .where(inArray(hubTerms.invoiceId, [...invoiceIds]))
    .orderBy(asc(hubTerms.optionId), asc(hubTerms.version))
}

/** The terms of a network by their hashes, of all merchants: a chain does not know tenants. */
export async function termsByHash(
  db: Executor,
  network: string,
  hashes: readonly string[],
): Promise<HubTermsRow[]> {
  const found: HubTermsRow[] = []
  for (const part of chunks([...new Set(hashes)])) {
    const match = and(eq(hubTerms.network, network), inArray(hubTerms.termsHash, part))
    found.push(...(await db.select().from(hubTerms).where(match)))
  }
  return found
}

export async function hubTermsRow(db: Executor, id: string): Promise<HubTermsRow | null> {
  const [row] = await db.select().from(hubTerms).where(eq(hubTerms.id, id))
  return row ?? null
}

/** Confirmed payments of an invoice through the hub, which are where they belong at once (D6), with the terms that they paid. */
export async function paidThroughHub(
  db: Executor,
  invoiceId: string,
): Promise<{ payment: typeof payments.$inferSelect; terms: HubTermsRow }[]> {
  return db
    .select({ payment: payments, terms: hubTerms })
    .from(payments)
    .innerJoin(hubTerms, eq(hubTerms.id, payments.hubTermsId))
    .where(
      and(eq(payments.invoiceId, invoiceId), isNotNull(payments.confirmedAt), isNull(payments.orphanedAt)),
    )
    .orderBy(asc(payments.blockNumber), asc(payments.position))
}
