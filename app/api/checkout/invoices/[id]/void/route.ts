import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { checkoutInvoice } from '@/lib/http/checkout/invoiceSchemas'
import { presentInvoice } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { voidCheckoutInvoice } from '@/lib/services/checkout/voidCheckoutInvoice'

export const POST = checkoutApi.route({
  summary: 'Void an invoice of which no payment has been seen',
  scopes: ['invoices:cancel'],
  idempotent: true,
  params: z.object({ id: idParam }),
  response: checkoutInvoice,
  errors: ['INVOICE_NOT_CANCELLABLE', 'ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params }) {
    return presentInvoice(await voidCheckoutInvoice(ctx, actor, params.id), ctx.policy)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
