import { sql } from 'drizzle-orm'
import type { Executor } from '../client'

/** How many webhooks are due, wait for a later try, or are parked, and since when the longest due one has been. Of all merchants. */
export async function outboxDepth(db: Executor, now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`
  const [row] = await db.execute<{ due: number; waiting: number; parked: number; oldest: number | null }>(sql`
    select
      count(*) filter (where status = 'pending' and next_attempt_at <= ${at})::int as due,
      count(*) filter (where status = 'pending' and next_attempt_at > ${at})::int as waiting,
      count(*) filter (where status = 'parked')::int as parked,
      extract(epoch from ${at} - min(next_attempt_at)
        filter (where status = 'pending' and next_attempt_at <= ${at}))::float8 as oldest
    from webhook_deliveries where status in ('pending', 'parked')`)
  return row ?? { due: 0, waiting: 0, parked: 0, oldest: null }
}

/** Connections of every instance to this database, by what they do. */
export async function connectionStates(db: Executor): Promise<{ state: string; count: number }[]> {
  return [
    ...(await db.execute<{ state: string; count: number }>(sql`
      select coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name like 'crypto-checkout%' group by 1`)),
  ]
}
