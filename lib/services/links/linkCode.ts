import { logoPixels } from '@/db/queries/logos'
import { findLinkBySlug } from '@/db/queries/paymentLinks'
import type { Rgba } from '@/lib/images/picture'
import { pngPixels } from '@/lib/images/png'
import type { ServiceContext } from '../context'
import { linkNotFound } from './linkView'

/** What a link's QR code says and shows; also of an inactive one, which may be printed before it opens. Throws NOT_FOUND. */
export async function linkCode(
  ctx: ServiceContext,
  slug: string,
  withLogo: boolean,
): Promise<{ slug: string; logo: Rgba | null }> {
  const link = await findLinkBySlug(ctx.db, slug)
  if (!link || link.deletedAt) throw linkNotFound()
  const png = withLogo ? await logoPixels(ctx.db, link) : null
  return { slug: link.slug, logo: png && pngPixels(png) }
}
