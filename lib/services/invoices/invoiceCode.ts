import { logoPixels } from '@/db/queries/logos'
import type { Rgba } from '@/lib/images/picture'
import { DomainError } from '@/lib/domain/errors'
import { pngPixels } from '@/lib/images/png'
import type { ServiceContext } from '../context'
import { getPublicInvoice } from './getPublicInvoice'

/** What an invoice's QR code says and shows: its address, derived again (F8), and the logo if it is asked for and there is one. Throws NOT_FOUND. */
export async function invoiceCode(
  ctx: ServiceContext,
  id: string,
  withLogo: boolean,
): Promise<{ address: string; logo: Rgba | null }> {
  const { invoice, option } = await getPublicInvoice(ctx, id)
  if (option.address === '') throw new DomainError('NOT_FOUND', 'This invoice has no address')
  const png = withLogo ? await logoPixels(ctx.db, { merchantId: invoice.merchantId }) : null
  return { address: option.address, logo: png && pngPixels(png) }
}
