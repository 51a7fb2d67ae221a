import { checkoutApi } from '@/lib/http/checkout/api'
import { createCheckoutBody, NEW_CHECKOUT_INVOICE, toCheckoutInput } from '@/lib/http/checkout/invoiceBodies'
import { checkoutListQuery, toCheckoutFilter } from '@/lib/http/checkout/invoiceQuery'
import { checkoutInvoice, checkoutList } from '@/lib/http/checkout/invoiceSchemas'
import { presentInvoice, presentListed } from '@/lib/http/checkout/presentInvoice'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { listCheckoutInvoices } from '@/lib/services/checkout/listCheckoutInvoices'

export const POST = checkoutApi.route({
  summary: 'Create an invoice with every payment method that can be quoted',
  scopes: ['invoices:create'],
  limit: 'invoice_creation',
  idempotent: true,
  body: createCheckoutBody,
  example: NEW_CHECKOUT_INVOICE,
  response: checkoutInvoice,
  status: 201,
  errors: [
    'INVALID_AMOUNT',
    'EXTERNAL_ID_TAKEN',
    'BILLING_PAST_DUE',
    'PAYMENT_METHOD_REQUIRED',
    'PAYMENT_METHOD_PAUSED',
    'RATE_UNAVAILABLE',
    'MERCHANT_INACTIVE',
    'PLAN_LIMIT_REACHED',
  ],
  async handler({ ctx, actor, body }) {
    return presentInvoice(await createCheckoutInvoice(ctx, actor, toCheckoutInput(body)), ctx.policy)
  },
})

export const GET = checkoutApi.route({
  summary: 'List invoices, newest first',
  scopes: ['invoices:read'],
  limit: 'lists',
  query: checkoutListQuery,
  response: checkoutList,
  async handler({ ctx, actor, query }) {
    const page = await listCheckoutInvoices(ctx, actor, toCheckoutFilter(query), query)
    return {
      invoices: page.invoices.map((view) => presentListed(view, ctx.policy)),
      total: page.total,
    }
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET, POST })
