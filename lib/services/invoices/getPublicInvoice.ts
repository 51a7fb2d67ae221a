import { sweptFrom } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { findMerchant } from '@/db/queries/merchants'
import { networkStatesOf } from '@/db/queries/networks'
import { DomainError } from '@/lib/domain/errors'
import { serverTime, type ServiceContext } from '../context'
import { isDelayed } from '../networks/delay'
import { laneOfInvoice, laneTime } from '../testmode/laneClock'
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
  // Nobody looks at a lane on which nothing can happen by itself.
  const resting = lane?.dueAt === null
  const states = await networkStatesOf(ctx.db, row.id)
  const used = new Set(detail.options.map((option) => option.network))
  return {
    ...detail,
    merchantName: merchant?.businessName ?? '',
    networks: [...used]
      .flatMap((id) => ctx.networks.get(id) ?? [])
      .map((network) => ({
        network: network.id,
        name: network.name,
        delayed:
          !resting && isDelayed(network, states.find((state) => state.network === network.id) ?? null, now),
      })),
    now,
    swept: swept ? { txHash: swept.txHash } : null,
  }
}
