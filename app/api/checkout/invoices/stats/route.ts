import { checkoutApi } from '@/lib/http/checkout/api'
import { filterQuery, toCheckoutFilter } from '@/lib/http/checkout/invoiceQuery'
import { checkoutStatsAnswer } from '@/lib/http/checkout/invoiceSchemas'
import { getCheckoutStats } from '@/lib/services/checkout/getCheckoutStats'

export const GET = checkoutApi.route({
  summary: 'Count invoices by status and exception',
  scopes: ['invoices:read'],
  limit: 'lists',
  query: filterQuery,
  response: checkoutStatsAnswer,
  async handler({ ctx, actor, query }) {
    const { total, byStatus, byExceptionStatus, byExceptionType } = await getCheckoutStats(
      ctx,
      actor,
      toCheckoutFilter(query),
    )
    return { total, byStatus, byExceptionStatus, byExceptionType }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
