import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentPublic } from '@/lib/http/invoices/presentPublic'
import { publicInvoice } from '@/lib/http/invoices/schemas'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { requote } from '@/lib/services/invoices/requote'

export const POST = invoicesApi.route({
  summary: 'Open an expired invoice again with a new quote',
  public: true,
  params: z.object({ id: idParam }),
  response: publicInvoice,
  errors: ['QUOTE_NOT_RENEWABLE', 'RATE_UNAVAILABLE', 'PAYMENT_METHOD_PAUSED', 'ADDRESS_MISMATCH'],
  async handler({ ctx, params, request }) {
    await requote(ctx, { ...request, label: 'customer' }, params.id)
    return presentPublic(await getPublicInvoice(ctx, params.id))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
