import { insertDeliveries } from '@/db/queries/webhookDeliveries'
import { toldEndpoints, type ToldEndpoint } from '@/db/queries/webhookEndpoints'
import { newId } from '@/lib/ids'
import { WEBHOOKS_TOPIC } from '@/lib/live/topics'
import { serverTime, type ServiceContext } from '../context'
import type { RecordedEvent } from '../events/recordEvents'
import type { InvoiceRow } from '../views'
import { ALL_EVENTS, publicName, type WebhookEvent } from './eventNames'
import { loadToldParts } from './told'

/** Who is told of one event, and by which name. */
type Addressee = {
  event: RecordedEvent
  name: WebhookEvent
  endpointId: string | null
  url: string | null
  receiver: string
}

/**
 * Writes what is to be sent for these events, in their transaction: an event has all its deliveries or did not happen. The
 * bodies are made here and never again (W3). Locks nothing that the merchant's other invoices need (Q5).
 */
export async function writeDeliveries(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  events: readonly RecordedEvent[],
): Promise<void> {
  const endpoints = await toldEndpoints(ctx.db, invoice, 'invoices')
  const addressees = events.flatMap((event) => addresseesOf(event, invoice, endpoints))
  if (addressees.length === 0) return
  const isNew = events.every((event) => event.type === 'invoice.created')
  const parts = isNew ? null : await loadToldParts(ctx, invoice)
  // Tries go by the server's clock, whatever the invoice's own says.
  const now = serverTime(ctx)
  const rows = addressees.map(({ event, name, endpointId, url, receiver }) => ({
    id: newId('whd', now),
    merchantId: invoice.merchantId,
    mode: invoice.mode,
    invoiceId: invoice.id,
    eventId: event.id,
    seq: event.seq,
    endpointId,
    url,
    receiver,
    eventType: name,
    body: ctx.webhookBodies.invoices({ ...event, name, invoice, parts }),
    status: 'pending' as const,
    tries: 0,
    attempts: 0,
    wakes: 0,
    nextAttemptAt: now,
    createdAt: now,
  }))
  await insertDeliveries(ctx.db, rows)
  ctx.touched?.add(WEBHOOKS_TOPIC)
}

/** W1: every endpoint of document 004, of the merchant and mode, that asks for the event, and the invoice's own address unless one of them is it. */
function addresseesOf(
  event: RecordedEvent,
  invoice: InvoiceRow,
  endpoints: readonly ToldEndpoint[],
): Addressee[] {
  const told = endpoints.flatMap((endpoint) => {
    const name = publicName(event, endpoint.events)
    return name
      ? [{ event, name, endpointId: endpoint.id, url: null, receiver: endpoint.id, at: endpoint.url }]
      : []
  })
  const own = invoice.webhookUrl
  const name = publicName(event, [ALL_EVENTS])
  if (own === null || name === null || told.some(({ at }) => isSameUrl(at, own))) return told
  return [...told, { event, name, endpointId: null, url: own, receiver: ownReceiver(invoice, own) }]
}

/** Addresses of one merchant at one server are one receiver, also where each invoice has an address of its own. */
function ownReceiver({ merchantId, mode }: InvoiceRow, url: string): string {
  return `${merchantId}/${mode}/${new URL(url).origin}`
}

function isSameUrl(a: string, b: string): boolean {
  return a === b || new URL(a).href === new URL(b).href
}
