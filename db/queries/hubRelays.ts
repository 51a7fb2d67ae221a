import { and, asc, desc, eq, inArray, isNull, notExists, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { hubRelays, hubTerms, sweeps } from '../schema'
import type { HubTermsRow } from './hubTerms'

export type RelayRow = typeof hubRelays.$inferSelect

/** Null when the same payer's authorization for these terms is there already. */
export async function insertRelay(
  db: Executor,
  row: InferInsertModel<typeof hubRelays>,
): Promise<RelayRow | null> {
  const [inserted] = await db.insert(hubRelays).values(row).onConflictDoNothing().returning()
  return inserted ?? null
}

/** What was handed in for terms by a payer, and was not refused. */
export async function relayOf(db: Executor, termsId: string, payer: string): Promise<RelayRow | null> {
  const [row] = await db
    .select()
    .from(hubRelays)
    .where(and(eq(hubRelays.termsId, termsId), eq(hubRelays.payer, payer), isNull(hubRelays.refusedAt)))
  return row ?? null
}

export async function relayRow(db: Executor, id: string): Promise<RelayRow | null> {
  const [row] = await db.select().from(hubRelays).where(eq(hubRelays.id, id))
  return row ?? null
}

/** Relays of a network that no transaction carries, the oldest first, with the terms that were signed. */
export async function waitingRelays(
  db: Executor,
  network: string,
  limit: number,
): Promise<{ relay: RelayRow; terms: HubTermsRow }[]> {
  const carried = db
    .select({ one: sql`1` })
    .from(sweeps)
    .where(
      and(eq(sweeps.relayId, hubRelays.id), inArray(sweeps.status, ['recorded', 'sent', 'mined', 'failed'])),
    )
  return db
    .select({ relay: hubRelays, terms: hubTerms })
    .from(hubRelays)
    .innerJoin(hubTerms, eq(hubTerms.id, hubRelays.termsId))
    .where(and(eq(hubRelays.network, network), isNull(hubRelays.refusedAt), notExists(carried)))
    .orderBy(asc(hubRelays.createdAt), asc(hubRelays.id))
    .limit(limit)
}

export async function refuseRelay(db: Executor, id: string, at: Date, reason: string): Promise<void> {
  await db
    .update(hubRelays)
    .set({ refusedAt: at, refusalReason: reason })
    .where(and(eq(hubRelays.id, id), isNull(hubRelays.refusedAt)))
}

/** The newest transaction that carries a relay; null while there is none. */
export async function carrierOf(
  db: Executor,
  relayId: string,
): Promise<Pick<typeof sweeps.$inferSelect, 'status' | 'txHashes'> | null> {
  const [row] = await db
    .select({ status: sweeps.status, txHashes: sweeps.txHashes })
    .from(sweeps)
    .where(eq(sweeps.relayId, relayId))
    .orderBy(desc(sweeps.createdAt), desc(sweeps.id))
    .limit(1)
  return row ?? null
}
