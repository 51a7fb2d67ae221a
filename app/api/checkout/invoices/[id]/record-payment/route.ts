import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { recordPaymentBody } from '@/lib/http/checkout/invoiceBodies'
import { checkoutInvoice } from '@/lib/http/checkout/invoiceSchemas'
import { presentInvoice } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { recordCheckoutPayment } from '@/lib/services/checkout/recordCheckoutPayment'

export const POST = checkoutApi.route({
  summary: 'Record that an invoice was paid elsewhere',
  scopes: ['invoices:record_payment'],
  idempotent: true,
  params: z.object({ id: idParam }),
  body: recordPaymentBody,
  example: { note: 'Bank transfer of 14 January' },
  response: checkoutInvoice,
  errors: ['PAYMENT_NOT_RECORDABLE', 'ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params, body }) {
    return presentInvoice(await recordCheckoutPayment(ctx, actor, params.id, body), ctx.policy)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
