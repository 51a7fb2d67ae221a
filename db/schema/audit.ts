import { isNull, sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  check,
  customType,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, MODES } from './columns'
import { merchants } from './merchants'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
const position = (name: string) => bigint(name, { mode: 'number' })

export type AuditValue = string | number | boolean | null | readonly string[]
/** What a change was about, by name: a value, or what it was before and after. Never a secret. */
export type AuditChanges = Record<string, AuditValue | { from: AuditValue; to: AuditValue }>

/** A change that is no event of an invoice, written in its transaction; with `events` it makes up the audit log (ADR 0025). */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: text('id').primaryKey(),
    /** Null for what concerns the instance. */
    merchantId: text('merchant_id').references(() => merchants.id),
    /** Null for what concerns a merchant as a whole, such as its people. */
    mode: text('mode', { enum: MODES }),
    action: text('action').notNull(),
    /** Id of what was changed. */
    subject: text('subject'),
    changes: jsonb('changes').$type<AuditChanges>().notNull(),
    /** Changes of personal data, such as an address; can be erased (L7). */
    personal: jsonb('personal').$type<AuditChanges>(),
    /** Who did it: `user:usr_…`, `api_key:sk_live_***123`, `operator:command`. */
    actor: text('actor').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
    createdAt: createdAt(),
  },
  (table) => [
    index('audit_entries_merchant').on(table.merchantId, table.createdAt, table.id),
    index('audit_entries_subject').on(table.merchantId, table.subject),
    index('audit_entries_action').on(table.merchantId, table.action, table.createdAt, table.id),
    index('audit_entries_actor').on(table.merchantId, table.actor, table.createdAt, table.id),
    check('audit_entries_mode', sql`${table.mode} is null or ${table.merchantId} is not null`),
  ],
)

export const AUDIT_SOURCES = ['event', 'entry'] as const

/** A line's place in its chain, written with the line; what comes of it is filled in once it is folded in (Q5). */
export const auditLinks = pgTable(
  'audit_links',
  {
    /** Of the event or entry. */
    lineId: text('line_id').primaryKey(),
    /** The merchant's id, or `instance`. */
    chain: text('chain').notNull(),
    source: text('source', { enum: AUDIT_SOURCES }).notNull(),
    /** Its turn among those that wait: lines of one transaction stay in their order. */
    turn: bigserial('turn', { mode: 'number' }).notNull(),
    /** From 1 without a gap; null while it waits. */
    position: position('position'),
    /** Makes the commitment to personal data impossible to guess; removed when that is erased (L7). */
    salt: bytes('salt'),
    /** HMAC of the line's personal data under the salt; null when it has none. */
    commitment: bytes('commitment'),
    /** SHA-256 of the hash before and the line. */
    hash: bytes('hash'),
  },
  (table) => [
    uniqueIndex('audit_links_position').on(table.chain, table.position),
    index('audit_links_waiting').on(table.chain, table.turn).where(isNull(table.position)),
    check(
      'audit_links_whole',
      sql`(${table.position} is null) = (${table.hash} is null) and (${table.salt} is null or ${table.commitment} is not null)`,
    ),
  ],
)

/** How far a chain has come: locked by whoever goes on with it, and by nobody else. */
export const auditChains = pgTable('audit_chains', {
  chain: text('chain').primaryKey(),
  position: position('position').notNull(),
  hash: bytes('hash').notNull(),
  /** Where it begins since older lines were removed: position and hash of the last of them (0 and zeros: at the beginning). */
  anchorPosition: position('anchor_position').notNull(),
  anchorHash: bytes('anchor_hash').notNull(),
  /** When the checkpoint that vouches for the anchor was signed; null without one. */
  anchoredAt: instant('anchored_at'),
})
