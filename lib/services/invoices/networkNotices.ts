import { networkStatesOf } from '@/db/queries/networks'
import { knownNetwork } from '@/lib/chains/registry'
import { serverTime, type ServiceContext } from '../context'
import { isDelayed } from '../networks/delay'
import { laneOfInvoice, laneTime } from '../testmode/laneClock'
import { isLaneDelayed } from '../testmode/laneDelay'
import type { InvoiceParts, InvoiceRow, NetworkNotice } from '../views'

/** The time on an invoice's own clock, and whether the networks it can be paid on are read as they should be (S6). */
export async function networkNotices(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  options: InvoiceParts['options'],
): Promise<{ now: Date; networks: NetworkNotice[] }> {
  const lane = await laneOfInvoice(ctx, invoice)
  const now = lane ? laneTime(lane, serverTime(ctx)) : ctx.clock.now()
  const states = await networkStatesOf(ctx.db, invoice.id)
  const used = new Set(options.map((option) => option.network))
  const networks = [...used].flatMap((id) => {
    const network = ctx.networks.get(id)
    // One that the operator has closed is read by nobody.
    if (!network) return [{ network: id, name: knownNetwork(id)?.name ?? id, delayed: true }]
    const state = states.find((one) => one.network === id) ?? null
    const delayed = lane ? isLaneDelayed(ctx, network, lane, state) : isDelayed(network, state, now)
    return [{ network: id, name: network.name, delayed }]
  })
  return { now, networks }
}
