import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { getLogo } from '@/lib/services/merchants/getLogo'

export const GET = invoicesApi.file({
  summary: 'A merchant’s logo',
  public: true,
  limit: 'qr_codes',
  cache: { keep: 'immutable' },
  params: z.object({ id: idParam }),
  produces: ['image/png'],
  async handler({ ctx, params }) {
    return { type: 'image/png', content: await getLogo(ctx, params.id) }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
