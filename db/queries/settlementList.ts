import { and, desc, eq, gte, lt, sql, type SQL } from 'drizzle-orm'
import type { Executor } from '../client'
import { settlements } from '../schema'
import type { Scope } from './rollups'
import type { SettlementRow } from './settlements'
import { splitTime, sumsOf } from './splitTime'

/** What a list is narrowed by; null does not narrow. */
export type SettlementFilter = {
  limit: number
  /** The last row of the page before, newest first. */
  after: { createdAt: Date; id: string } | null
  status: SettlementRow['status'] | null
  /** When they were made: from, and up to. */
  from: Date | null
  to: Date | null
  /** Of their invoices. */
  currency: string
}

/** How many match, and what they add up to: fiat by hundred-millionths. */
export type SettlementTotals = { count: number; gross: bigint; fees: bigint }

/** One page, newest first, and one row more where there are more. */
export async function pageOfSettlements(
  db: Executor,
  scope: Scope,
  filter: SettlementFilter,
): Promise<SettlementRow[]> {
  const { after } = filter
  return db
    .select()
    .from(settlements)
    .where(
      and(
        eq(settlements.merchantId, scope.merchantId),
        eq(settlements.mode, scope.mode),
        eq(settlements.currency, filter.currency),
        filter.status ? eq(settlements.status, filter.status) : undefined,
        // Says to the planner that the index of the few unfinished ones will do.
        filter.status && filter.status !== 'completed'
          ? sql`${settlements.status} <> 'completed'`
          : undefined,
        filter.from ? gte(settlements.createdAt, filter.from) : undefined,
        filter.to ? lt(settlements.createdAt, filter.to) : undefined,
        after
          ? sql`(${settlements.createdAt}, ${settlements.id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(settlements.createdAt), desc(settlements.id))
    .limit(filter.limit + 1)
}

/**
 * All that match, added up exactly: completed ones by whole quarters of an hour from the sums, what is left at both ends of the time
 * and the unfinished ones from the table, in one statement.
 */
export async function totalsOfSettlements(
  db: Executor,
  scope: Scope,
  filter: SettlementFilter,
): Promise<SettlementTotals> {
  const mine = sql`merchant_id = ${scope.merchantId} and mode = ${scope.mode} and currency = ${filter.currency}`
  const { whole, ends } = splitTime(filter.from, filter.to)
  const rows = (within: SQL) =>
    sql`select 1::bigint as count, gross_value as gross, fee_value as fees from settlements where ${mine} and ${within}`
  const completed = [
    ...(whole ? [sql`select completed, gross, fees from ${sumsOf(scope, filter.currency, whole)}`] : []),
    ...ends.map((made) => rows(sql`${made} and status = 'completed'`)),
  ]
  const inTime = sql`created_at >= ${filter.from?.toISOString() ?? '-infinity'}::timestamptz and created_at < ${filter.to?.toISOString() ?? 'infinity'}::timestamptz`
  const ofStatus = filter.status ? sql`status = ${filter.status}` : sql`true`
  const unfinished = rows(sql`${inTime} and status <> 'completed' and ${ofStatus}`)
  const parts = [
    ...(filter.status === null || filter.status === 'completed' ? completed : []),
    ...(filter.status === 'completed' ? [] : [unfinished]),
  ]
  // A time that ends before it begins, or lies where nothing is ever made, has no parts.
  if (parts.length === 0) return { count: 0, gross: 0n, fees: 0n }
  const [row] = await db.execute<{ count: number; gross: string; fees: string }>(sql`
    select coalesce(sum(count), 0)::int as count, coalesce(sum(gross), 0)::text as gross, coalesce(sum(fees), 0)::text as fees
    from (${sql.join(parts, sql` union all `)}) parts (count, gross, fees)`)
  return { count: row?.count ?? 0, gross: BigInt(row?.gross ?? 0), fees: BigInt(row?.fees ?? 0) }
}
