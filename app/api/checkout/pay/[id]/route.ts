import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { publicCheckout } from '@/lib/http/checkout/invoiceSchemas'
import { presentPublic } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { getPublicCheckout } from '@/lib/services/checkout/getPublicCheckout'

export const GET = checkoutApi.route({
  summary: 'View an invoice as its customer, with its ways to be paid',
  public: true,
  limit: 'public_views',
  cache: { keep: 'moments' },
  params: z.object({ id: idParam }),
  response: publicCheckout,
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, params }) {
    return presentPublic(await getPublicCheckout(ctx, params.id), ctx.policy)
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
