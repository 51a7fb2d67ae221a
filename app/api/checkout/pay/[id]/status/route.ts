import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { publicCheckoutStatus } from '@/lib/http/checkout/invoiceSchemas'
import { presentPublicStatus } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { getPublicCheckoutStatus } from '@/lib/services/checkout/getPublicCheckout'

export const GET = checkoutApi.route({
  summary: 'Poll an invoice’s status as its customer',
  public: true,
  limit: 'public_views',
  cache: { keep: 'moments' },
  params: z.object({ id: idParam }),
  response: publicCheckoutStatus,
  async handler({ ctx, params }) {
    return presentPublicStatus(await getPublicCheckoutStatus(ctx, params.id))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
