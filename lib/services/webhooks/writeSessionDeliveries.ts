import { insertDeliveries } from '@/db/queries/webhookDeliveries'
import { toldEndpoints } from '@/db/queries/webhookEndpoints'
import type { SessionEventRow } from '@/db/queries/checkoutSessions'
import { newId } from '@/lib/ids'
import { WEBHOOKS_TOPIC } from '@/lib/live/topics'
import { serverTime, type ServiceContext } from '../context'
import { ALL_EVENTS } from './eventNames'

/**
 * Writes what is to be sent for an event of a checkout session, in its transaction, with the bytes that will be sent (W3): to every
 * endpoint of document 002, of the merchant and mode, that asks for it (W1).
 */
export async function writeSessionDeliveries(ctx: ServiceContext, event: SessionEventRow): Promise<void> {
  const endpoints = await toldEndpoints(ctx.db, event, 'sessions')
  const told = endpoints.filter(({ events }) => events.includes(ALL_EVENTS) || events.includes(event.type))
  if (told.length === 0) return
  const now = serverTime(ctx)
  const body = ctx.webhookBodies.sessions(event)
  const rows = told.map(({ id }) => ({
    id: newId('whd', now),
    merchantId: event.merchantId,
    mode: event.mode,
    invoiceId: event.invoiceId,
    eventId: event.id,
    seq: event.seq,
    endpointId: id,
    url: null,
    receiver: id,
    eventType: event.type,
    body,
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
