import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { checkoutInvoice } from '@/lib/http/checkout/invoiceSchemas'
import { presentInvoice } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { getCheckoutInvoice } from '@/lib/services/checkout/getCheckoutInvoice'

export const GET = checkoutApi.route({
  summary: 'Get an invoice with its ways to be paid and their QR codes',
  scopes: ['invoices:read', 'invoices:read_one'],
  params: z.object({ id: idParam }),
  response: checkoutInvoice,
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params }) {
    return presentInvoice(await getCheckoutInvoice(ctx, actor, params.id), ctx.policy)
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
