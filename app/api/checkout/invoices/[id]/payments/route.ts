import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { checkoutPayments } from '@/lib/http/checkout/invoiceSchemas'
import { presentPayments } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { getCheckoutStatus } from '@/lib/services/checkout/getCheckoutInvoice'

export const GET = checkoutApi.route({
  summary: 'List what happened to an invoice’s money, whichever rail it came by',
  scopes: ['invoices:read'],
  params: z.object({ id: idParam }),
  response: checkoutPayments,
  async handler({ ctx, actor, params }) {
    return presentPayments(await getCheckoutStatus(ctx, actor, params.id))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
