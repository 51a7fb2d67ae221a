import { sweptFrom } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { findMerchant } from '@/db/queries/merchants'
import { networkStatesOf } from '@/db/queries/networks'
import { DomainError } from '@/lib/domain/errors'
import { serverTime, type ServiceContext } from '../context'
import { isDelayed } from '../networks/delay'
import { laneOfInvoice, laneTime } from '../testmode/laneClock'
import { isLaneDelayed } from '../testmode/laneDelay'
import type { PublicInvoice } from '../views'
import { assembleInvoice } from './loadInvoiceDetail'

/** What anyone who holds the link may see: no fees, no audit. Throws NOT_FOUND. */
export async function getPublicInvoice(ctx: ServiceContext, id: string): Promise<PublicInvoice> {
  const row = await findPublicInvoice(ctx.db, id)
  if (!row) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const { settlement: _settlement, ...detail } = await assembleInvoice(ctx, row)
  const merchant = await findMerchant(ctx.db, row.merchantId)
  const swept = (await sweptFrom(ctx.db, row.id))[0]
  const lane = await laneOfInvoice(ctx, row)
  const now = lane ? laneTime(lane, serverTime(ctx)) : ctx.clock.now()
  const states = await networkStatesOf(ctx.db, row.id)
  const used = new Set(detail.options.map((option) => option.network))
  return {
    ...detail,
    merchantName: merchant?.businessName ?? '',
    networks: [...used].flatMap((id) => {
      const network = ctx.networks.get(id)
      if (!network) return []
      const state = states.find((one) => one.network === id) ?? null
      const delayed = lane ? isLaneDelayed(ctx, network, lane, state) : isDelayed(network, state, now)
      return [{ network: id, name: network.name, delayed }]
    }),
    now,
    swept: swept ? { txHash: swept.txHash } : null,
  }
}
