import { sweptFrom } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { logoOf } from '@/db/queries/logos'
import { findMerchant } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import type { InvoiceParts, PublicInvoice } from '../views'
import { progressOf } from './invoiceProgress'
import { assembleInvoice } from './loadInvoiceDetail'
import { networkNotices } from './networkNotices'
import { upToDate } from './upToDate'

/**
 * What anyone who holds the link may see: no fees, no audit; in the option that is asked for, where the invoice has it. Throws
 * NOT_FOUND.
 */
export async function getPublicInvoice(
  ctx: ServiceContext,
  id: string,
  optionId: string | null = null,
): Promise<PublicInvoice> {
  const found = await findPublicInvoice(ctx.db, id)
  if (!found) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const { row, paused } = await upToDate(ctx, found)
  const { settlement: _settlement, ...detail } = await assembleInvoice(ctx, row)
  const shown = inOption(detail, optionId)
  const merchant = await findMerchant(ctx.db, row.merchantId)
  const merchantLogo = await logoOf(ctx.db, row.merchantId)
  const swept = (await sweptFrom(ctx.db, row.id))[0]
  return {
    ...shown,
    paused: paused.get(shown.option.id) ?? null,
    merchantName: merchant?.businessName ?? '',
    merchantLogo,
    ...(await networkNotices(ctx, row, detail.options)),
    swept: swept ? { txHash: swept.txHash } : null,
  }
}

/** The same invoice told in another of its options: what is left to pay is counted in that. */
function inOption<Detail extends Omit<InvoiceParts, 'settlement'>>(
  detail: Detail,
  optionId: string | null,
): Detail {
  const option = detail.options.find((one) => one.id === optionId)
  if (!option) return detail
  const { invoice, options, payments, refunds } = detail
  return { ...detail, option, progress: progressOf(invoice, options, option, payments, refunds) }
}
