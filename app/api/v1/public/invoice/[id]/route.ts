import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentPublic } from '@/lib/http/invoices/presentPublic'
import { publicInvoice } from '@/lib/http/invoices/schemas'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'

export const GET = invoicesApi.route({
  summary: 'View an invoice as its customer',
  public: true,
  limit: 'public_views',
  cache: { keep: 'asked', running: ['time_remaining'] },
  params: z.object({ id: idParam }),
  response: publicInvoice,
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, params }) {
    return presentPublic(await getPublicInvoice(ctx, params.id))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
