import { lt, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { throttles } from '../schema'

export type Window = { since: Date; now: Date; limit: number }

/**
 * Counts one more in the bucket, unless as many as allowed came since the window began: one statement, so that instances
 * and requests at the same moment count together.
 */
export async function countHit(db: Executor, bucket: string, window: Window): Promise<boolean> {
  const now = window.now.toISOString()
  const recent = sql`select hit from unnest(throttles.hits) as hit where hit > ${window.since.toISOString()}::timestamptz`
  const counted = await db.execute(sql`
    insert into throttles (bucket, hits, last_at) values (${bucket}, array[${now}::timestamptz], ${now}::timestamptz)
    on conflict (bucket) do update
      set hits = array(${recent} order by hit) || ${now}::timestamptz, last_at = ${now}::timestamptz
      where (select count(*) from (${recent}) as inside) < ${window.limit}
    returning bucket`)
  return counted.length > 0
}

/** Takes one hit of that moment back. */
export async function takeBackHit(db: Executor, bucket: string, at: Date): Promise<void> {
  const place = sql`array_position(hits, ${at.toISOString()}::timestamptz::timestamptz(3))`
  await db.execute(sql`
    update throttles set hits = hits[:${place} - 1] || hits[${place} + 1:]
    where bucket = ${bucket} and ${place} is not null`)
}

/** Forgets buckets that nobody has used since; a bounded number, so that it never holds up its caller. */
export async function deleteOldThrottles(db: Executor, before: Date): Promise<void> {
  const old = db
    .select({ row: sql`ctid` })
    .from(throttles)
    .where(lt(throttles.lastAt, before))
    .limit(1_000)
  await db.delete(throttles).where(sql`ctid in ${old}`)
}
