import { and, asc, eq, gt, inArray, isNull, sql, type InferInsertModel, type SQL } from 'drizzle-orm'
import type { Executor } from '../client'
import { hubTerms, hubWatches, payments } from '../schema'

/** Terms that the hub is asked about, and what the books hold of them. */
export type HubWatch = {
  termsId: string
  termsHash: string
  deadline: Date
  /** The hub's events are known up to this block. */
  witnessedBlock: number
  payment: 'none' | 'seen' | 'confirmed'
}

export async function watchHubTerms(db: Executor, row: InferInsertModel<typeof hubWatches>): Promise<void> {
  await db.insert(hubWatches).values(row)
}

/** Those of a network whose turn is the longest ago. */
export async function leastWatchedTerms(db: Executor, network: string, limit: number): Promise<HubWatch[]> {
  return watches(db, eq(hubWatches.network, network))
    .orderBy(sql`${hubWatches.witnessedAt} asc nulls first`, asc(hubWatches.termsId))
    .limit(limit)
}

/** Those of some invoices on a network. */
export async function watchedTermsOf(
  db: Executor,
  network: string,
  invoiceIds: readonly string[],
): Promise<HubWatch[]> {
  if (invoiceIds.length === 0) return []
  const own = inArray(hubTerms.invoiceId, [...invoiceIds])
  return watches(db, and(eq(hubWatches.network, network), own)).orderBy(asc(hubWatches.termsId))
}

function watches(db: Executor, which: SQL | undefined) {
  const paid = and(
    eq(payments.invoiceId, hubTerms.invoiceId),
    eq(payments.hubTermsId, hubTerms.id),
    isNull(payments.orphanedAt),
  )
  return db
    .select({
      termsId: hubTerms.id,
      termsHash: hubTerms.termsHash,
      deadline: hubTerms.deadline,
      witnessedBlock: hubWatches.witnessedBlock,
      payment: sql<HubWatch['payment']>`case when ${payments.id} is null then 'none'
        when ${payments.confirmedAt} is null then 'seen' else 'confirmed' end`,
    })
    .from(hubWatches)
    .innerJoin(hubTerms, eq(hubTerms.id, hubWatches.termsId))
    .leftJoin(payments, paid)
    .where(which)
    .$dynamic()
}

/** Notes that they had their turn, whatever came of it. */
export async function touchHubWatches(db: Executor, termsIds: readonly string[], at: Date): Promise<void> {
  await setWatches(db, termsIds, { witnessedAt: at })
}

/** Notes that books and hub agree about them up to a block. */
export async function markHubWitnessed(
  db: Executor,
  termsIds: readonly string[],
  block: number,
): Promise<void> {
  await setWatches(db, termsIds, { witnessedBlock: block })
}

async function setWatches(
  db: Executor,
  termsIds: readonly string[],
  set: Partial<Pick<typeof hubWatches.$inferSelect, 'witnessedAt' | 'witnessedBlock'>>,
): Promise<void> {
  if (termsIds.length === 0) return
  await db
    .update(hubWatches)
    .set(set)
    .where(inArray(hubWatches.termsId, [...termsIds]))
}

/** Agreement at a block that was undone says nothing. */
export async function rewindHubWatches(db: Executor, network: string, block: number): Promise<void> {
  await db
    .update(hubWatches)
    .set({ witnessedBlock: block })
    .where(and(eq(hubWatches.network, network), gt(hubWatches.witnessedBlock, block)))
}

export async function endHubWatches(db: Executor, termsIds: readonly string[]): Promise<void> {
  if (termsIds.length === 0) return
  await db.delete(hubWatches).where(inArray(hubWatches.termsId, [...termsIds]))
}
