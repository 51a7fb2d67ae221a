import { invoicesApi } from '@/lib/http/invoices/api'
import { createBody, toCreateInput } from '@/lib/http/invoices/createBody'
import { presentCreated } from '@/lib/http/invoices/presentInvoice'
import { createdInvoice } from '@/lib/http/invoices/schemas'
import { createInvoice } from '@/lib/services/invoices/createInvoice'

/** Creating an invoice that can be paid by every rail of its merchant's methods, as other documents do, in document 004's words. */
export const createInAllWays = invoicesApi.route({
  summary: 'Create an invoice with every way to pay',
  scopes: ['invoices:create'],
  limit: 'invoice_creation',
  idempotent: true,
  body: createBody,
  response: createdInvoice,
  status: 201,
  async handler({ ctx, actor, body }) {
    const input = { ...toCreateInput(body), offer: 'all' as const }
    return presentCreated(await createInvoice(ctx, actor, input), ctx.policy)
  },
})
