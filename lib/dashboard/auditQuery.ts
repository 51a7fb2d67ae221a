import type { AuditFilter } from '@/db/queries/auditList'
import { startOfDay } from '@/lib/domain/zonedCalendar'
import { endOfDay } from './zone'

const FIELDS = ['event', 'actor', 'subject', 'from', 'to'] as const
type AuditField = (typeof FIELDS)[number]

export type AuditQuery = {
  /** As they were given, to be shown in the form again. */
  values: Partial<Record<AuditField, string>>
  errors: Partial<Record<AuditField, string>>
  filter: Omit<AuditFilter, 'after' | 'limit'>
}

const MAX_TEXT = 200
const DAY = 'Enter a day such as 2026-01-31.'

type Asked = Record<string, string | string[] | undefined>

/** Reads the log's URL, days in the zone of whoever looks. Never refuses: whoever types a URL gets a page. */
export function readAuditQuery(asked: Asked, zone: string): AuditQuery {
  const values: AuditQuery['values'] = {}
  for (const field of FIELDS) {
    const value = asked[field]
    // What the database cannot hold matches nothing.
    if (typeof value === 'string' && value.trim() !== '' && !value.includes('\0'))
      values[field] = value.trim().slice(0, MAX_TEXT)
  }
  const errors: AuditQuery['errors'] = {}
  const day = (field: 'from' | 'to', read: typeof startOfDay) => {
    const text = values[field]
    if (text === undefined) return null
    const at = read(text, zone)
    if (!at) errors[field] = DAY
    return at
  }
  const { event = null, actor = null, subject = null } = values
  const [createdAfter, createdBefore] = [day('from', startOfDay), day('to', endOfDay)]
  return { values, errors, filter: { event, actor, subject, createdAfter, createdBefore } }
}

/** The log's URL with some fields changed. */
export function auditUrl(
  values: AuditQuery['values'],
  change: Partial<Record<AuditField | 'cursor', string | null>> = {},
): string {
  const query = new URLSearchParams()
  for (const [field, value] of Object.entries({ ...values, ...change })) if (value) query.set(field, value)
  return query.size > 0 ? `/dashboard/audit-log?${query.toString()}` : '/dashboard/audit-log'
}
