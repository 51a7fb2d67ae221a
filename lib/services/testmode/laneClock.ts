import { findLane, type LaneRow } from '@/db/queries/sandbox'
import type { ServiceContext } from '../context'
import type { InvoiceRow } from '../views'

/** The lane of an invoice that is paid on the sandbox; null for every other. */
export async function laneOfInvoice(
  ctx: Pick<ServiceContext, 'db'>,
  invoice: Pick<InvoiceRow, 'id' | 'mode'>,
): Promise<LaneRow | null> {
  return invoice.mode === 'test' ? findLane(ctx.db, invoice.id) : null
}

/** The time on a lane's own clock: it runs with the server's, ahead by what was waited. */
export function laneTime(lane: Pick<LaneRow, 'aheadMs'>, server: Date): Date {
  return new Date(server.getTime() + lane.aheadMs)
}

/** The context on the clock of an invoice: its lane's in the sandbox, the server's for every other. */
export async function onInvoiceClock(
  ctx: ServiceContext,
  invoice: Pick<InvoiceRow, 'id' | 'mode'>,
): Promise<ServiceContext> {
  const lane = await laneOfInvoice(ctx, invoice)
  return lane ? onLaneClock(ctx, lane) : ctx
}

/** The same context with the lane's time in it. */
export function onLaneClock(ctx: ServiceContext, lane: Pick<LaneRow, 'aheadMs'>): ServiceContext {
  const server = ctx.serverClock ?? ctx.clock
  return { ...ctx, clock: { now: () => laneTime(lane, server.now()) }, serverClock: server }
}
