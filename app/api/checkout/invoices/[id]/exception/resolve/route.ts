import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { resolveBody, toResolveInput } from '@/lib/http/checkout/invoiceBodies'
import { checkoutInvoice } from '@/lib/http/checkout/invoiceSchemas'
import { presentInvoice } from '@/lib/http/checkout/presentInvoice'
import { idParam } from '@/lib/http/fields'
import { resolveCheckoutException } from '@/lib/services/checkout/resolveCheckoutException'

export const POST = checkoutApi.route({
  summary: 'Accept, refund or ignore what is wrong with an invoice, with a note',
  scopes: ['invoices:complete'],
  idempotent: true,
  params: z.object({ id: idParam }),
  body: resolveBody,
  example: { action: 'accept', note: 'A good customer' },
  response: checkoutInvoice,
  errors: ['EXCEPTION_NOT_OPEN', 'INVOICE_NOT_COMPLETABLE', 'ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params, body }) {
    const view = await resolveCheckoutException(ctx, actor, params.id, toResolveInput(body))
    return presentInvoice(view, ctx.policy)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
