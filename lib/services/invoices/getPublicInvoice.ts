import { sweptFrom } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { logoOf } from '@/db/queries/logos'
import { findMerchant } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import type { PublicInvoice } from '../views'
import { assembleInvoice } from './loadInvoiceDetail'
import { networkNotices } from './networkNotices'
import { upToDate } from './upToDate'

/** What anyone who holds the link may see: no fees, no audit. Throws NOT_FOUND. */
export async function getPublicInvoice(ctx: ServiceContext, id: string): Promise<PublicInvoice> {
  const found = await findPublicInvoice(ctx.db, id)
  if (!found) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const { row, paused } = await upToDate(ctx, found)
  const { settlement: _settlement, ...detail } = await assembleInvoice(ctx, row)
  const merchant = await findMerchant(ctx.db, row.merchantId)
  const merchantLogo = await logoOf(ctx.db, row.merchantId)
  const swept = (await sweptFrom(ctx.db, row.id))[0]
  return {
    ...detail,
    paused: paused.get(detail.option.id) ?? null,
    pausedOptions: paused,
    merchantName: merchant?.businessName ?? '',
    merchantLogo,
    ...(await networkNotices(ctx, row, detail.options)),
    swept: swept ? { txHash: swept.txHash } : null,
  }
}
