import { createBody, toCreateInput } from '@/lib/http/invoices/createBody'
import { listQuery, toFilter } from '@/lib/http/invoices/listQuery'
import { invoicesApi } from '@/lib/http/invoices/api'
import { NEW_INVOICE } from '@/lib/http/invoices/examples'
import { presentPagination } from '@/lib/http/invoices/pagination'
import { presentCreated, presentListed } from '@/lib/http/invoices/presentInvoice'
import { createdInvoice, invoiceList } from '@/lib/http/invoices/schemas'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { listInvoices } from '@/lib/services/invoices/listInvoices'

export const POST = invoicesApi.route({
  summary: 'Create an invoice',
  scopes: ['invoices:create'],
  limit: 'invoice_creation',
  idempotent: true,
  body: createBody,
  example: NEW_INVOICE,
  response: createdInvoice,
  status: 201,
  errors: [
    'INVALID_AMOUNT',
    'INVALID_ITEMS',
    'UNSUPPORTED_CURRENCY',
    'UNSUPPORTED_CRYPTO_CURRENCY',
    'PAYMENT_METHOD_REQUIRED',
    'PAYMENT_METHOD_PAUSED',
    'RATE_UNAVAILABLE',
    'MERCHANT_INACTIVE',
    'BILLING_PAST_DUE',
    'PLAN_LIMIT_REACHED',
  ],
  async handler({ ctx, actor, body }) {
    return presentCreated(await createInvoice(ctx, actor, toCreateInput(body)), ctx.policy)
  },
})

export const GET = invoicesApi.route({
  summary: 'List invoices, newest first',
  scopes: ['invoices:read'],
  limit: 'lists',
  query: listQuery,
  response: invoiceList,
  async handler({ ctx, app, actor, query }) {
    const page = await listInvoices(ctx, actor, toFilter(app, actor, query))
    return {
      invoices: page.invoices.map(({ invoice, option }) => presentListed(invoice, option, ctx.policy)),
      pagination: presentPagination(app, actor, { ...page, limit: query.limit }),
    }
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET, POST })
