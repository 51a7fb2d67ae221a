import {
  holdSessionOfInvoice,
  insertSessionEvent,
  sessionOfInvoice,
  type SessionRow,
} from '@/db/queries/checkoutSessions'
import { eventOf, type SessionEvent } from '@/lib/domain/session'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { InvoiceRow } from '../views'
import { writeSessionDeliveries } from '../webhooks/writeSessionDeliveries'
import { knowCustomer } from './knowCustomer'
import { sessionView, type SessionView } from './sessionView'

/**
 * Writes that the session around an invoice became another, with the whole of it as it is now, in the transaction that changed the
 * invoice: the newest event says what was told before. The caller holds the invoice's lock (Q6). True where nothing was told yet: who
 * pays is known from now on, which decides what becomes of what they paid too much (D8), so that the invoice is to be assessed again.
 */
export async function tellSessionOf(ctx: ServiceContext, invoice: Pick<InvoiceRow, 'id'>): Promise<boolean> {
  const session = await sessionOfInvoice(ctx.db, invoice.id)
  if (!session) return false
  const first = await sessionView(ctx, session)
  const known = await knowCustomer(ctx, first)
  if (known && first.status === 'overpaid') return true
  // The customer is held before the session, in the order of who forgets them (L7).
  const held = session.customerEmail === null ? session : await holdSessionOfInvoice(ctx.db, invoice.id)
  const view = {
    ...first,
    session: held ?? session,
    ...(known ? { invoice: known, customerId: known.customerId } : {}),
  }
  const { told } = view.session
  const before: SessionEvent = told === null || told === 'session.created' ? 'session.pending' : told
  const now = eventOf(view.status)
  if (now !== before) await recordSessionEvent(ctx, view, now, view.session.toldSeq + 1)
  return false
}

/** What begins a session's events. */
export async function tellNewSession(ctx: ServiceContext, session: SessionRow): Promise<SessionView> {
  const view = await sessionView(ctx, session)
  await recordSessionEvent(ctx, view, 'session.created', 1)
  return view
}

async function recordSessionEvent(
  ctx: ServiceContext,
  view: SessionView,
  type: SessionEvent,
  seq: number,
): Promise<void> {
  const { id, merchantId, mode, invoiceId } = view.session
  const event = await insertSessionEvent(ctx.db, {
    id: newId('evt', ctx.clock.now()),
    merchantId,
    mode,
    invoiceId,
    sessionId: id,
    seq,
    type,
    data: ctx.presentSession(view),
  })
  await writeSessionDeliveries(ctx, event)
}
