import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Executor } from '../client'
import { invoices, networkCursors } from '../schema'

/** The last event's number of each invoice (Q6). */
export async function seqsOf(db: Executor, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: invoices.id, seq: invoices.seq })
    .from(invoices)
    .where(inArray(invoices.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row.seq]))
}

/** The last proven block of each of these networks. Named, because every test invoice has a network of its own. */
export async function provenBlocks(db: Executor, networks: readonly string[]): Promise<Map<string, number>> {
  if (networks.length === 0) return new Map()
  const rows = await db
    .select({ network: networkCursors.network, block: networkCursors.blockNumber })
    .from(networkCursors)
    .where(and(inArray(networkCursors.network, [...networks]), isNotNull(networkCursors.blockNumber)))
  return new Map(rows.flatMap((row) => (row.block === null ? [] : [[row.network, row.block]])))
}
