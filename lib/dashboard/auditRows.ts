import type { PlacedLine } from '@/db/queries/auditList'
import type { AuditValue } from '@/db/schema'
import { AUDIT_ACTIONS } from '@/lib/services/audit/actions'
import { authorText } from './author'

/** A line of the audit log in words. */
export type AuditRow = {
  id: string
  at: Date
  /** What happened. */
  title: string
  /** As the API has it. */
  event: string
  who: string
  actor: string
  subject: string | null
  /** The invoice's page, where the line is about one. */
  href: string | null
  /** Name and what became of it, such as `3 → 5`. */
  changes: { name: string; text: string }[]
  from: string | null
  userAgent: string | null
  requestId: string | null
  place: { position: number; hash: string } | null
}

/** Lines of the log as the dashboard shows them. */
export function auditRow(line: PlacedLine, userId: string): AuditRow {
  const { position, hash, subject } = line
  return {
    id: line.id,
    at: line.createdAt,
    title: titleOf(line.action),
    event: line.action,
    who: authorText(line.actor, userId),
    actor: line.actor,
    subject,
    href: subject?.startsWith('inv_') ? `/dashboard/invoices/${subject}` : null,
    changes: Object.entries({ ...line.changes, ...line.personal }).map(([name, value]) => ({
      name: name.replaceAll('_', ' '),
      text: textOf(value),
    })),
    from: line.ipAddress,
    userAgent: line.userAgent,
    requestId: line.requestId,
    place: position !== null && hash ? { position, hash: Buffer.from(hash).toString('hex') } : null,
  }
}

const ACTIONS: Readonly<Record<string, string>> = AUDIT_ACTIONS

/** `invoice.exception_opened` is Invoice exception opened. */
export function titleOf(action: string): string {
  const words = action.replaceAll(/[._]/g, ' ')
  return ACTIONS[action] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What the log's filter offers: every action, by its words. */
export const ACTION_CHOICES = Object.entries(AUDIT_ACTIONS)
  .map(([value, label]) => ({ value, label }))
  .toSorted((a, b) => (a.label < b.label ? -1 : 1))

function textOf(value: AuditValue | { from: AuditValue; to: AuditValue }): string {
  if (value === null || typeof value !== 'object') return plain(value)
  return 'from' in value ? `${plain(value.from)} → ${plain(value.to)}` : plain(value)
}

function plain(value: AuditValue): string {
  if (value === null) return 'none'
  return typeof value === 'object' ? value.join(', ') || 'none' : String(value)
}
