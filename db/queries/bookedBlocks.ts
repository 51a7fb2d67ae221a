import { and, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Executor } from '../client'
import { payments, refunds, sweptAmounts } from '../schema'

export type BookedBlock = { number: number; hash: string }

/** Blocks up to `highest` in which money came, was swept or given back by the canonical books; the highest first. */
export async function bookedBlocks(
  db: Executor,
  network: string,
  highest: number,
  limit: number,
): Promise<BookedBlock[]> {
  const of = (table: typeof payments | typeof sweptAmounts | typeof refunds) =>
    db
      .selectDistinct({
        number: sql<number>`${table.blockNumber}`.as('number'),
        hash: sql<string>`${table.blockHash}`.as('hash'),
      })
      .from(table)
      .where(and(eq(table.network, network), lte(table.blockNumber, highest), isNull(table.orphanedAt)))
      .orderBy(desc(sql`number`))
      .limit(limit)
  return unionAll(of(payments), of(sweptAmounts), of(refunds))
    .orderBy(desc(sql`number`))
    .limit(limit)
}
