import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentRefund } from '@/lib/http/invoices/presentRefund'
import { refundAnswer } from '@/lib/http/invoices/refundSchemas'
import { cancelRefund } from '@/lib/services/refunds/cancelRefund'

export const POST = invoicesApi.route({
  summary: 'Call off a refund that nobody has sent',
  scopes: ['invoices:refund'],
  idempotent: true,
  params: z.object({ id: idParam, refund_id: idParam }),
  response: refundAnswer,
  errors: ['REFUND_NOT_OPEN'],
  async handler({ ctx, actor, params: { id, refund_id } }) {
    return presentRefund(await cancelRefund(ctx, actor, id, refund_id))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
