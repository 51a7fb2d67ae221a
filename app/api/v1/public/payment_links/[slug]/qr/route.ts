import { z } from 'zod'
import { qrImage, qrQuery, QR_TYPES } from '@/lib/http/qr'
import { sessionsApi } from '@/lib/http/sessions/api'
import { linkUrl } from '@/lib/http/sessions/presentLink'
import { linkCode } from '@/lib/services/links/linkCode'

export const GET = sessionsApi.file({
  summary: 'QR code of a payment link, to print or to show',
  public: true,
  limit: 'qr_codes',
  cache: { keep: 'minute' },
  params: z.object({ slug: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/) }),
  query: qrQuery,
  produces: QR_TYPES,
  async handler({ ctx, params, query }) {
    const { slug, logo } = await linkCode(ctx, params.slug, query.logo)
    return qrImage(linkUrl(ctx.policy.publicUrl, slug), { ...query, logo })
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET })
