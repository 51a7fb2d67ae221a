import { sql } from 'drizzle-orm'
import type { Executor } from '../client'

/** Lines whose personal data goes: of one chain or all, of one author or all, of before a moment or all. */
export type ErasedLines = { chain: string | null; actor: string | null; before: Date | null }

/** Removes personal data from a chain's lines, with the salts of the commitments to it; gives how many lines had any. */
export async function eraseLines(
  db: Executor,
  chain: string,
  { actor, before }: ErasedLines,
): Promise<number> {
  const which = sql`(${actor}::text is null or actor = ${actor})
    and (${before?.toISOString() ?? null}::timestamptz is null or created_at < ${before?.toISOString() ?? null}::timestamptz)`
  const [row] = await db.execute<{ lines: number }>(sql`
    with gone_events as (
      update events set ip_address = null, user_agent = null
      where merchant_id = ${chain} and (ip_address is not null or user_agent is not null) and ${which}
      returning id
    ), gone_entries as (
      update audit_entries set ip_address = null, user_agent = null, personal = null
      where coalesce(merchant_id, 'instance') = ${chain}
        and (ip_address is not null or user_agent is not null or personal is not null) and ${which}
      returning id
    ), gone as (select id from gone_events union all select id from gone_entries),
    unsalted as (update audit_links set salt = null where line_id in (select id from gone) returning 1)
    select count(*)::int as lines from gone`)
  return row?.lines ?? 0
}
