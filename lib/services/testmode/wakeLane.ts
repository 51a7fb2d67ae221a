import { updateLane } from '@/db/queries/sandbox'
import { serverTime, type ServiceContext } from '../context'
import type { InvoiceRow } from '../views'
import { laneOfInvoice } from './laneClock'

/** Has the lane of an invoice read again, after something else than a step gave it something to wait for. */
export async function wakeLane(ctx: ServiceContext, invoice: Pick<InvoiceRow, 'id' | 'mode'>): Promise<void> {
  const lane = await laneOfInvoice(ctx, invoice)
  if (lane) await updateLane(ctx.db, lane.network, { dueAt: serverTime(ctx) })
}
