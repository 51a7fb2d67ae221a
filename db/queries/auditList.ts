import { and, desc, eq, gte, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { AuditLine } from '@/lib/audit/line'
import type { Executor } from '../client'
import { auditEntries, auditLinks, BY_SOMEBODY, events, type Mode } from '../schema'
import { lineOfEntry, lineOfEvent } from './auditChain'

export type AuditScope = {
  merchantId: string
  mode: Mode
  /** With the lines about the merchant as a whole, which are of no mode. */
  wide: boolean
}

/** What is null is not asked. */
export type AuditFilter = {
  limit: number
  after: { createdAt: Date; id: string } | null
  event: string | null
  actor: string | null
  subject: string | null
  createdAfter: Date | null
  createdBefore: Date | null
}

export type PlacedLine = AuditLine & { position: number | null; hash: Uint8Array | null }

/** A count that is exact so far, as of every list. */
const EXACT_TOTAL = 10_000

/** One page of both kinds of lines, the newest first, and one line more where there is another page. */
export async function pageOfAuditLines(
  db: Executor,
  scope: AuditScope,
  filter: AuditFilter,
): Promise<{ lines: PlacedLine[]; total: number }> {
  const ofEvents = and(
    eq(events.merchantId, scope.merchantId),
    eq(events.mode, scope.mode),
    ...conditions(filter, {
      action: events.type,
      subject: events.invoiceId,
      actor: events.actor,
      createdAt: events.createdAt,
    }),
    // Says to the planner that the index of what somebody did holds all of it.
    filter.actor === null || filter.actor.startsWith('system:') ? undefined : BY_SOMEBODY(events.actor),
  )
  const ofEntries = and(
    eq(auditEntries.merchantId, scope.merchantId),
    scope.wide
      ? or(eq(auditEntries.mode, scope.mode), isNull(auditEntries.mode))
      : eq(auditEntries.mode, scope.mode),
    ...conditions(filter, auditEntries),
  )
  const older = (table: typeof events | typeof auditEntries) =>
    filter.after
      ? sql`(${table.createdAt}, ${table.id}) < (${filter.after.createdAt.toISOString()}::timestamptz, ${filter.after.id})`
      : undefined
  const eventRows = await db
    .select()
    .from(events)
    .where(and(ofEvents, older(events)))
    .orderBy(desc(events.createdAt), desc(events.id))
    .limit(filter.limit + 1)
  const entryRows = await db
    .select()
    .from(auditEntries)
    .where(and(ofEntries, older(auditEntries)))
    .orderBy(desc(auditEntries.createdAt), desc(auditEntries.id))
    .limit(filter.limit + 1)
  const lines = [...eventRows.map(lineOfEvent), ...entryRows.map(lineOfEntry)]
    .toSorted(newestFirst)
    .slice(0, filter.limit + 1)
  const [counted] = await db.execute<{ total: number }>(sql`select least(${EXACT_TOTAL}, (
      select count(*) from (select 1 from ${events} where ${ofEvents} limit ${EXACT_TOTAL}) e
    ) + (
      select count(*) from (select 1 from ${auditEntries} where ${ofEntries} limit ${EXACT_TOTAL}) a
    ))::int as total`)
  return { lines: await placed(db, lines), total: counted?.total ?? 0 }
}

async function placed(db: Executor, lines: readonly AuditLine[]): Promise<PlacedLine[]> {
  if (lines.length === 0) return []
  const links = await db
    .select({ lineId: auditLinks.lineId, position: auditLinks.position, hash: auditLinks.hash })
    .from(auditLinks)
    .where(
      inArray(
        auditLinks.lineId,
        lines.map(({ id }) => id),
      ),
    )
  const byLine = new Map(links.map((link) => [link.lineId, link]))
  return lines.map((line) => {
    const link = byLine.get(line.id)
    return { ...line, position: link?.position ?? null, hash: link?.hash ?? null }
  })
}

type Columns = {
  action: typeof events.type | typeof auditEntries.action
  subject: typeof events.invoiceId | typeof auditEntries.subject
  actor: typeof events.actor | typeof auditEntries.actor
  createdAt: typeof events.createdAt | typeof auditEntries.createdAt
}

function conditions(filter: AuditFilter, columns: Columns): (SQL | undefined)[] {
  return [
    filter.event === null ? undefined : eq(columns.action, filter.event),
    filter.actor === null ? undefined : eq(columns.actor, filter.actor),
    filter.subject === null ? undefined : eq(columns.subject, filter.subject),
    filter.createdAfter === null ? undefined : gte(columns.createdAt, filter.createdAfter),
    filter.createdBefore === null ? undefined : lt(columns.createdAt, filter.createdBefore),
  ]
}

function newestFirst(one: AuditLine, other: AuditLine): number {
  const later = other.createdAt.getTime() - one.createdAt.getTime()
  if (later !== 0) return later
  return one.id < other.id ? 1 : -1
}
