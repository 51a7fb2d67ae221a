import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { customerCredit } from '@/lib/http/invoices/customerSchemas'
import { presentCredit } from '@/lib/http/invoices/presentCustomer'
import { getCustomerCredit } from '@/lib/services/customers/getCustomerCredit'

export const GET = invoicesApi.route({
  summary: 'Get what a customer has left of earlier overpayments',
  scopes: ['customers:read', 'invoices:read'],
  params: z.object({ id: idParam }),
  response: customerCredit,
  async handler({ ctx, actor, params }) {
    return presentCredit(await getCustomerCredit(ctx, actor, params.id))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
