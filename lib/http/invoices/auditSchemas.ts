import { z } from 'zod'
import type { AuditValue } from '@/db/schema'
import type { PlacedLine } from '@/db/queries/auditList'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { text } from '../fields'
import type { Wire } from '../json'
import { timestamp } from '../time'
import { openCursor } from './cursor'
import { pageQuery, time } from './listQuery'
import { pagination } from './pagination'

export const auditQuery = z.object({
  ...pageQuery,
  event: text(1, 100).optional().describe('Such as api_key.created or invoice.cancelled'),
  actor: text(1, 200).optional().describe('Exactly as a line names it'),
  subject: text(1, 100).optional().describe('The id of what was changed'),
  created_after: time.optional(),
  created_before: time.optional(),
})

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

const auditLine = z.strictObject({
  id: z.string(),
  event: z.string(),
  timestamp: z.iso.datetime(),
  actor: z.string(),
  ip_address: z.string().nullable().describe('From where; null where that is not known, or was erased.'),
  user_agent: z.string().nullable(),
  request_id: z.string().nullable(),
  mode: z.enum(['live', 'test']).nullable().describe('Null for what concerns the merchant as a whole.'),
  subject: z.string().nullable().describe('The id of what was changed.'),
  changes: z
    .record(z.string(), z.union([value, z.strictObject({ from: value, to: value })]))
    .describe('By name: a value, or what it was before and after.'),
  chain: z
    .strictObject({
      position: z.int().describe('Its number in the chain, from 1.'),
      hash: z.string().describe('SHA-256 of the hash before it and the line, in hexadecimal digits.'),
    })
    .nullable()
    .describe('Its place in the merchant’s hash chain; null for some seconds, until it has one.'),
})

export const auditList = z.strictObject({ audit_log: z.array(auditLine), pagination })

/** The query in the use case's terms. Throws INVALID_CURSOR. */
export function toAuditFilter(app: App, actor: Actor, query: z.output<typeof auditQuery>) {
  return {
    limit: query.limit,
    after: query.cursor === undefined ? null : openCursor(app, actor, query.cursor),
    event: query.event ?? null,
    actor: query.actor ?? null,
    subject: query.subject ?? null,
    createdAfter: query.created_after ?? null,
    createdBefore: query.created_before ?? null,
  }
}

type Given = AuditValue | { from: AuditValue; to: AuditValue }

function wire(given: Given) {
  if (given === null || typeof given !== 'object') return given
  return isList(given) ? [...given] : { from: plain(given.from), to: plain(given.to) }
}

function plain(given: AuditValue) {
  return given !== null && typeof given === 'object' ? [...given] : given
}

function isList(given: object): given is readonly string[] {
  return Array.isArray(given)
}

export function presentAuditLine(line: PlacedLine): Wire<z.output<typeof auditLine>> {
  const { position, hash } = line
  return {
    id: line.id,
    event: line.action,
    timestamp: timestamp(line.createdAt),
    actor: line.actor,
    ip_address: line.ipAddress,
    user_agent: line.userAgent,
    request_id: line.requestId,
    mode: line.mode,
    subject: line.subject,
    changes: Object.fromEntries(
      Object.entries({ ...line.changes, ...line.personal }).map(([name, given]) => [name, wire(given)]),
    ),
    chain: position !== null && hash ? { position, hash: Buffer.from(hash).toString('hex') } : null,
  }
}
