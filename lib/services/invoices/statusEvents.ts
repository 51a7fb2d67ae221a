import type { InvoiceStatus } from '@/lib/domain/invoice'
import type { NewEvent } from '../events/recordEvents'

const CLOSED: ReadonlySet<InvoiceStatus> = new Set(['expired', 'cancelled'])

/** What to tell when the status moves; an invoice that money in time brings back says so first (D10). */
export function statusEvents(from: InvoiceStatus, to: InvoiceStatus): NewEvent[] {
  if (from === to) return []
  const reopened: NewEvent[] =
    CLOSED.has(from) && !CLOSED.has(to) ? [{ type: 'invoice.reopened', data: { from, to } }] : []
  return [...reopened, { type: `invoice.${to}`, data: { from } }]
}
