import type { EventFilter } from '@/db/queries/eventList'
import { startOfDay } from '@/lib/domain/zonedCalendar'
import { idParam } from '@/lib/http/fields'
import { endOfDay } from './zone'

const FIELDS = ['type', 'invoice', 'from', 'to'] as const
type EventField = (typeof FIELDS)[number]

export type EventQuery = {
  /** As they were given, to be shown in the form again. */
  values: Partial<Record<EventField, string>>
  errors: Partial<Record<EventField, string>>
  filter: Omit<EventFilter, 'after' | 'limit'>
}

const MAX_TEXT = 60
const DAY = 'Enter a day such as 2026-01-31.'

/** What the form offers; any other type can stand in the URL. */
export const EVENT_CHOICES = [
  'invoice.created',
  'invoice.paid',
  'invoice.expired',
  'invoice.cancelled',
  'invoice.overpaid',
  'invoice.exception_opened',
  'payment.detected',
  'payment.confirmed',
  'payment.reverted',
  'settlement.completed',
  'settlement.swept',
  'refund.prepared',
  'refund.completed',
] as const

/** Reads the list's URL, days in the zone of whoever looks. Never refuses: whoever types a URL gets a page. */
export function readEventQuery(
  asked: Record<string, string | string[] | undefined>,
  zone: string,
): EventQuery {
  const values: EventQuery['values'] = {}
  for (const field of FIELDS) {
    const value = asked[field]
    if (typeof value === 'string' && value.trim() !== '') values[field] = value.trim().slice(0, MAX_TEXT)
  }
  const errors: EventQuery['errors'] = {}
  const day = (field: 'from' | 'to', read: typeof startOfDay) => {
    const text = values[field]
    if (text === undefined) return null
    const at = read(text, zone)
    if (!at) errors[field] = DAY
    return at
  }
  const invoiceId = values.invoice === undefined ? null : (idParam.safeParse(values.invoice).data ?? null)
  if (values.invoice !== undefined && invoiceId === null) errors.invoice = 'Enter a whole invoice id.'
  const type = values.type && /^[a-z_.]+$/.test(values.type) ? values.type : null
  const [createdAfter, createdBefore] = [day('from', startOfDay), day('to', endOfDay)]
  return { values, errors, filter: { type, invoiceId, createdAfter, createdBefore } }
}

/** The list's URL with some fields changed. */
export function eventsUrl(values: EventQuery['values'], change: { cursor?: string } = {}): string {
  const query = new URLSearchParams()
  for (const [field, value] of Object.entries({ ...values, ...change })) if (value) query.set(field, value)
  return query.size > 0 ? `/dashboard/events?${query.toString()}` : '/dashboard/events'
}
