import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { checkoutStatus } from '@/lib/http/checkout/invoiceSchemas'
import { presentStatus } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { getCheckoutStatus } from '@/lib/services/checkout/getCheckoutInvoice'

export const GET = checkoutApi.route({
  summary: 'Get an invoice’s status alone',
  scopes: ['invoices:read', 'invoices:read_one'],
  cache: { keep: 'moments' },
  params: z.object({ id: idParam }),
  response: checkoutStatus,
  async handler({ ctx, actor, params }) {
    return presentStatus(await getCheckoutStatus(ctx, actor, params.id))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
