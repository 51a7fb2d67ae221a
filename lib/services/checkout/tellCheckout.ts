import { checkoutOfInvoice } from '@/db/queries/checkoutInvoices'
import { insertDeliveries } from '@/db/queries/webhookDeliveries'
import { toldEndpoints } from '@/db/queries/webhookEndpoints'
import { checkoutEvent, type CheckoutEvent } from '@/lib/domain/checkoutEvents'
import { newId } from '@/lib/ids'
import { WEBHOOKS_TOPIC } from '@/lib/live/topics'
import { serverTime, type ServiceContext } from '../context'
import type { EventRow, InvoiceRow } from '../views'
import { ALL_EVENTS } from '../webhooks/eventNames'
import { checkoutView, type CheckoutView } from './checkoutView'
import { mailCustomer } from './mailCustomer'

/** One event as a receiver of document 000 is told of it. */
export type ToldCheckout = { id: string; event: CheckoutEvent; createdAt: Date; view: CheckoutView }

/**
 * Writes what is to be sent of these events in document 000's words, in their transaction (W1): to its customer by mail, and to every endpoint of the document that asks
 * for them, of invoices that were made through it and no others. The bodies are made here (W3), but for the time that they are sent at.
 */
export async function tellCheckout(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  events: readonly Pick<EventRow, 'id' | 'seq' | 'type' | 'createdAt'>[],
): Promise<void> {
  const named = events.flatMap((event) => {
    const name = checkoutEvent(event.type, invoice.paidOutsideAt !== null)
    return name ? [{ ...event, name }] : []
  })
  const row = named.length === 0 ? null : await checkoutOfInvoice(ctx.db, invoice.id)
  if (!row) return
  await mailCustomer(
    ctx,
    row,
    invoice,
    named.map(({ name }) => name),
  )
  const endpoints = await toldEndpoints(ctx.db, invoice, 'checkout')
  if (endpoints.length === 0) return
  const view = await checkoutView(ctx, { row, invoice })
  const now = serverTime(ctx)
  const rows = named.flatMap(({ id, seq, name, createdAt }) => {
    const body = ctx.webhookBodies.checkout({ id, event: name, createdAt, view })
    const asked = endpoints.filter((one) => one.events.includes(ALL_EVENTS) || one.events.includes(name))
    return asked.map((endpoint) => ({
      id: newId('whd', now),
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      eventId: id,
      seq,
      endpointId: endpoint.id,
      url: null,
      receiver: endpoint.id,
      eventType: name,
      body,
      status: 'pending' as const,
      tries: 0,
      attempts: 0,
      wakes: 0,
      nextAttemptAt: now,
      createdAt: now,
    }))
  })
  if (rows.length === 0) return
  await insertDeliveries(ctx.db, rows)
  ctx.touched?.add(WEBHOOKS_TOPIC)
}
