import { and, asc, eq, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { AuditLine } from '@/lib/audit/line'
import type { Executor } from '../client'
import { auditChains, auditEntries, auditLinks, events } from '../schema'

export type ChainRow = typeof auditChains.$inferSelect
export type LinkRow = typeof auditLinks.$inferSelect

/** A link with what it stands for; `line` is null when somebody removed that. */
export type LinkedLine = { link: LinkRow; line: AuditLine | null }

/** Chains with lines that wait, in their order behind one. */
export async function waitingChains(db: Executor, after: string, limit: number): Promise<string[]> {
  const rows = await db.execute<{ chain: string }>(sql`
    with recursive waiting as (
      (select chain from audit_links where position is null and chain > ${after} order by chain limit 1)
      union all
      select (
        select l.chain from audit_links l where l.position is null and l.chain > w.chain order by l.chain limit 1
      ) from waiting w where w.chain is not null
    )
    select chain from waiting where chain is not null limit ${limit}`)
  return rows.map(({ chain }) => chain)
}

export async function findChain(db: Executor, chain: string): Promise<ChainRow | null> {
  const [row] = await db.select().from(auditChains).where(eq(auditChains.chain, chain))
  return row ?? null
}

/** Every chain that there is or should be: of each merchant, of the instance, and what else calls itself one. */
export async function everyChain(db: Executor): Promise<string[]> {
  const rows = await db.execute<{ chain: string }>(sql`
    select id as chain from merchants union select 'instance' union select chain from audit_chains order by chain`)
  return rows.map(({ chain }) => chain)
}

/** Locks a chain, begun at `zero` if need be; while somebody else goes on with it waits for them, or gives null. */
export async function lockChain(
  db: Executor,
  chain: string,
  zero: Uint8Array,
  otherwise: 'wait' | 'null' = 'null',
): Promise<ChainRow | null> {
  const begun = { chain, position: 0, hash: zero, anchorPosition: 0, anchorHash: zero }
  await db.insert(auditChains).values(begun).onConflictDoNothing()
  const [row] = await db
    .select()
    .from(auditChains)
    .where(eq(auditChains.chain, chain))
    .for('update', otherwise === 'null' ? { skipLocked: true } : {})
  return row ?? null
}

export async function updateChain(
  db: Executor,
  chain: string,
  set: Partial<Omit<ChainRow, 'chain'>>,
): Promise<void> {
  await db.update(auditChains).set(set).where(eq(auditChains.chain, chain))
}

/** Lines that wait for their place, in the order in which they were written. */
export async function waitingLines(db: Executor, chain: string, limit: number): Promise<LinkedLine[]> {
  const links = await db
    .select()
    .from(auditLinks)
    .where(and(eq(auditLinks.chain, chain), isNull(auditLinks.position), isThere()))
    .orderBy(asc(auditLinks.turn))
    .limit(limit)
  return withLines(db, links)
}

/** Lines of a chain behind a position, in their order. */
export async function linesBehind(
  db: Executor,
  chain: string,
  position: number,
  limit: number,
): Promise<LinkedLine[]> {
  const links = await db
    .select()
    .from(auditLinks)
    .where(and(eq(auditLinks.chain, chain), gt(auditLinks.position, position)))
    .orderBy(asc(auditLinks.position))
    .limit(limit)
  return withLines(db, links)
}

/** Gives links their places. */
export async function placeLinks(db: Executor, links: readonly LinkRow[]): Promise<void> {
  const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex')
  await db.execute(sql`
    update audit_links as l set
      position = p.position, hash = decode(p.hash, 'hex'),
      salt = decode(p.salt, 'hex'), commitment = decode(p.commitment, 'hex')
    from unnest(
      ${sql.param(links.map(({ lineId }) => lineId))}::text[],
      ${sql.param(links.map(({ position }) => position))}::bigint[],
      ${sql.param(links.map(({ hash }) => hex(hash)))}::text[],
      ${sql.param(links.map(({ salt }) => hex(salt)))}::text[],
      ${sql.param(links.map(({ commitment }) => hex(commitment)))}::text[]
    ) as p (line_id, position, hash, salt, commitment)
    where l.line_id = p.line_id`)
}

/** A link whose line was removed while it waited has no place to be given: verifying tells of it. */
function isThere(): SQL {
  return sql`case ${auditLinks.source}
    when 'event' then exists (select 1 from events e where e.id = ${auditLinks.lineId})
    else exists (select 1 from audit_entries e where e.id = ${auditLinks.lineId}) end`
}

async function withLines(db: Executor, links: readonly LinkRow[]): Promise<LinkedLine[]> {
  const idsOf = (source: LinkRow['source']) =>
    links.filter((link) => link.source === source).map(({ lineId }) => lineId)
  const [eventIds, entryIds] = [idsOf('event'), idsOf('entry')]
  const eventRows =
    eventIds.length > 0 ? await db.select().from(events).where(inArray(events.id, eventIds)) : []
  const entryRows =
    entryIds.length > 0 ? await db.select().from(auditEntries).where(inArray(auditEntries.id, entryIds)) : []
  const lines = new Map(
    [...eventRows.map(lineOfEvent), ...entryRows.map(lineOfEntry)].map((line) => [line.id, line]),
  )
  return links.map((link) => ({ link, line: lines.get(link.lineId) ?? null }))
}

export function lineOfEvent(row: typeof events.$inferSelect): AuditLine {
  const { id, merchantId, mode, actor, requestId, createdAt, seq, ipAddress, userAgent } = row
  const same = { id, merchantId, mode, actor, requestId, createdAt, seq, ipAddress, userAgent }
  return { ...same, action: row.type, subject: row.invoiceId, changes: row.data, personal: null }
}

export function lineOfEntry(row: typeof auditEntries.$inferSelect): AuditLine {
  const { id, merchantId, mode, action, subject, actor, requestId, createdAt, changes } = row
  const { ipAddress, userAgent, personal } = row
  const same = { id, merchantId, mode, action, subject, actor, requestId, createdAt, changes }
  return { ...same, seq: null, ipAddress, userAgent, personal }
}

/**
 * What stands outside of a chain: how many lines wait for their place, a line of the log that has no link at all, and a link that
 * waits for a line that is gone. Lines from before `since` may have lost their links, where old ones were removed.
 */
export async function looseLines(
  db: Executor,
  chain: string,
  since: Date | null,
): Promise<{ waiting: number; unlinked: string | null; gone: string | null }> {
  const after = since ? sql`and l.created_at > ${since.toISOString()}::timestamptz` : sql``
  // The clock of a test invoice can be far ahead, so that an old line of one looks young.
  const live = since ? sql`and l.mode = 'live'` : sql``
  const own = sql`coalesce(l.merchant_id, 'instance') = ${chain} ${after}`
  const hasNoLink = sql`not exists (select 1 from audit_links k where k.line_id = l.id)`
  const [row] = await db.execute<{ waiting: number; unlinked: string | null; gone: string | null }>(sql`
    select
      (select count(*)::int from audit_links where chain = ${chain} and position is null) as waiting,
      (select id from (
        (select l.id from events l where l.merchant_id = ${chain} ${after} ${live} and ${hasNoLink} limit 1)
        union all (select l.id from audit_entries l where ${own} and ${hasNoLink} limit 1)
      ) loose limit 1) as unlinked,
      (select line_id from audit_links
        where chain = ${chain} and position is null and not ${isThere()} limit 1) as gone`)
  return row ?? { waiting: 0, unlinked: null, gone: null }
}

/**
 * Removes entries and links up to a place that must have this hash; events stay where they are. Gives how many lines lost their place,
 * or null when the place holds another hash, and nothing is removed.
 */
export async function pruneChain(
  db: Executor,
  chain: string,
  through: number,
  hash: Uint8Array,
): Promise<number | null> {
  const [place] = await db
    .select({ hash: auditLinks.hash })
    .from(auditLinks)
    .where(and(eq(auditLinks.chain, chain), eq(auditLinks.position, through)))
  if (!place?.hash || !Buffer.from(place.hash).equals(Buffer.from(hash))) return null
  const [row] = await db.execute<{ lines: number }>(sql`
    with gone as (delete from audit_links where chain = ${chain} and position <= ${through} returning line_id),
    entries as (delete from audit_entries where id in (select line_id from gone) returning 1)
    select count(*)::int as lines from gone`)
  return row?.lines ?? 0
}
