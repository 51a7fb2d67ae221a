import { findLinkBySlug } from '@/db/queries/paymentLinks'
import { logoOf } from '@/db/queries/logos'
import type { Logo } from '@/db/queries/logos'
import { findMerchant } from '@/db/queries/merchants'
import type { ServiceContext } from '../context'
import { linkNotFound, linkView, type LinkView } from './linkView'

/** What anyone who holds a link's address may see of it. */
export type PublicLink = { link: LinkView; merchantName: string; merchantLogo: Logo | null }

/** A link by its slug, closed ones too, with why they are. Throws NOT_FOUND for one that never was, or is deleted. */
export async function getPublicLink(ctx: ServiceContext, slug: string): Promise<PublicLink> {
  const row = await findLinkBySlug(ctx.db, slug)
  if (!row || row.deletedAt) throw linkNotFound()
  const [link, merchant, merchantLogo] = await Promise.all([
    linkView(ctx, row),
    findMerchant(ctx.db, row.merchantId),
    logoOf(ctx.db, row.merchantId),
  ])
  return { link, merchantName: merchant?.businessName ?? '', merchantLogo }
}
