import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentSettlement } from '@/lib/http/invoices/presentSettlement'
import { settlementAnswer } from '@/lib/http/invoices/schemas'
import { getSettlement } from '@/lib/services/settlements/getSettlement'

export const GET = invoicesApi.route({
  summary: 'Get a settlement with its fee breakdown and payout',
  scopes: ['settlements:read'],
  limit: 'settlement_queries',
  params: z.object({ id: idParam }),
  response: settlementAnswer,
  async handler({ ctx, actor, params }) {
    return presentSettlement(await getSettlement(ctx, actor, params.id))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
