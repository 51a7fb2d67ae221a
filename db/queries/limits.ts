import { lte, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { rateLimits } from '../schema'

export type LimitAsk = {
  subject: string
  waiting: number
  spare: number
  end: number
  backEnd: number | null
  backCount: number
  windows: { ms: number; most: number }[]
}

export type LimitRow = { subject: string; ends: string[]; counts: number[]; granted: number }

/** Others get their share of what is left: a lease takes no more than this part of it. */
const SHARE = 8

/**
 * Gives permits to all who ask, in one statement and one round trip. The row is locked by the conflict and read as its last
 * writer left it, so that instances never give the same permit twice; rows are taken in the order of their subjects. Nothing
 * waits for the disk: what a crash of the database loses is what was taken in its last moments.
 */
export async function takePermits(
  db: Executor,
  asks: readonly LimitAsk[],
  now: number,
  expiresAt: Date,
): Promise<LimitRow[]> {
  const inOrder = asks.toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
  const given = (free: ReturnType<typeof sql>) =>
    sql`greatest(0, least(${free}, a.waiting + greatest(0, least(a.spare, (${free} - a.waiting) / ${SHARE}::int))))`
  const rows = await db.execute<LimitRow & Record<string, unknown>>(sql`
    with relaxed as materialized (select set_config('synchronous_commit', 'off', true)),
    asks as materialized (
      select a.* from relaxed, jsonb_to_recordset(${JSON.stringify(inOrder)}::jsonb) as a(
        "subject" text, "waiting" int, "spare" int, "end" bigint, "backEnd" bigint, "backCount" int, "windows" jsonb)
    )
    insert into rate_limits as r (subject, ends, counts, granted, expires_at)
    select a.subject, array[a."end"], array[fresh.granted], fresh.granted, ${expiresAt.toISOString()}::timestamptz
    from asks a, lateral (
      select ${given(sql`min((w->>'most')::int)`)} as granted from jsonb_array_elements(a.windows) w
    ) fresh
    order by a.subject
    on conflict (subject) do update set (ends, counts, granted, expires_at) = (
      with a as (select * from asks where asks.subject = excluded.subject),
      spent as (
        select s.at, (s.n - case when s.at = a."backEnd" then a."backCount" else 0 end) as n
        from a, unnest(r.ends, r.counts) as s(at, n)
        where s.at > ${now}::bigint - (select max((w->>'ms')::bigint) from jsonb_array_elements(a.windows) w)
      ),
      room as (
        select min((w->>'most')::int - coalesce(
          (select sum(spent.n) from spent where spent.at > ${now}::bigint - (w->>'ms')::bigint), 0))::int as free
        from a, jsonb_array_elements(a.windows) w
      ),
      fresh as (select ${given(sql`room.free`)} as granted from a, room),
      merged as (
        select at, sum(n)::int as n
        from (select at, n from spent union all select a."end", fresh.granted from a, fresh) both_of_them
        group by at having sum(n) > 0
      )
      select coalesce(array_agg(at order by at), '{}'), coalesce(array_agg(n order by at), '{}'),
        (select granted from fresh), excluded.expires_at
      from merged
    )
    returning r.subject, r.ends, r.counts, r.granted`)
  return [...rows]
}

/** Forgets rows of no use any more; a bounded number, so that it never holds up its caller. */
export async function deleteExpiredLimits(db: Executor, now: Date): Promise<void> {
  const expired = db
    .select({ row: sql`ctid` })
    .from(rateLimits)
    .where(lte(rateLimits.expiresAt, now))
    .limit(10_000)
  await db.delete(rateLimits).where(sql`ctid in ${expired}`)
}
