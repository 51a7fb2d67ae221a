import { analyticsAnswer, analyticsQuery, toAskedAnalytics } from '@/lib/http/invoices/analyticsSchemas'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentAnalytics } from '@/lib/http/invoices/presentAnalytics'
import { getAnalytics } from '@/lib/services/analytics/getAnalytics'

export const GET = invoicesApi.route({
  summary: 'Figures of a period, in all and by hour, day, week or month of a time zone',
  scopes: ['analytics:read'],
  limit: 'analytics',
  query: analyticsQuery,
  response: analyticsAnswer,
  async handler({ ctx, actor, query }) {
    return presentAnalytics(query, await getAnalytics(ctx, actor, toAskedAnalytics(query)))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
