import { checkoutApi } from '@/lib/http/checkout/api'
import { checkoutCsv } from '@/lib/http/checkout/invoiceCsv'
import { filterQuery, toCheckoutFilter } from '@/lib/http/checkout/invoiceQuery'
import { everyCheckoutInvoice } from '@/lib/services/checkout/listCheckoutInvoices'

export const GET = checkoutApi.download({
  summary: 'Download the invoices that match as a CSV file',
  scopes: ['invoices:read'],
  limit: 'lists',
  query: filterQuery,
  produces: ['text/csv'],
  async handler({ ctx, actor, query }) {
    return {
      name: `invoices-${actor.mode}-${ctx.clock.now().toISOString().slice(0, 10)}.csv`,
      parts: checkoutCsv(everyCheckoutInvoice(ctx, actor, toCheckoutFilter(query))),
    }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
