import { invoicesApi } from '@/lib/http/invoices/api'
import { presentPagination } from '@/lib/http/invoices/pagination'
import { presentListedSettlement, presentTotals } from '@/lib/http/invoices/presentSettlement'
import { settlementList, settlementQuery, toAskedSettlements } from '@/lib/http/invoices/settlementSchemas'
import { listSettlements } from '@/lib/services/settlements/listSettlements'

export const GET = invoicesApi.route({
  summary: 'List settlements, newest first, with what all that match add up to',
  scopes: ['settlements:read'],
  limit: 'lists',
  query: settlementQuery,
  response: settlementList,
  async handler({ ctx, app, actor, query }) {
    const page = await listSettlements(ctx, actor, toAskedSettlements(app, actor, query))
    return {
      settlements: page.settlements.map(presentListedSettlement),
      summary: presentTotals(page),
      pagination: presentPagination(app, actor, {
        total: page.totals.count,
        limit: query.limit,
        next: page.next,
      }),
    }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
