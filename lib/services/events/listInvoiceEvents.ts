import { pageOfEvents, type EventFilter } from '@/db/queries/eventList'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { Position } from '../page'

export type ListedEvent = Awaited<ReturnType<typeof pageOfEvents>>[number]

/** What happened to the merchant's invoices in this mode, the newest first. */
export async function listInvoiceEvents(
  ctx: ServiceContext,
  actor: Actor,
  filter: EventFilter,
): Promise<{ events: ListedEvent[]; next: Position | null }> {
  mustBeAllowed(actor, 'invoices:read')
  const rows = await pageOfEvents(ctx.db, actor, filter)
  const shown = rows.slice(0, filter.limit)
  const last = shown.at(-1)?.event
  return {
    events: shown,
    next: rows.length > filter.limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}
