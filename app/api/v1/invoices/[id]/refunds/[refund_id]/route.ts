import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentRefund } from '@/lib/http/invoices/presentRefund'
import { refundAnswer, reportBody } from '@/lib/http/invoices/refundSchemas'
import { getRefund } from '@/lib/services/refunds/listRefunds'
import { reportRefund } from '@/lib/services/refunds/reportRefund'

const params = z.object({ id: idParam, refund_id: idParam })

export const GET = invoicesApi.route({
  summary: 'Read a refund: what to sign, and what the chain shows of it',
  scopes: ['invoices:read', 'invoices:refund'],
  params,
  response: refundAnswer,
  async handler({ ctx, actor, params: { id, refund_id } }) {
    return presentRefund(await getRefund(ctx, actor, id, refund_id))
  },
})

export const PATCH = invoicesApi.route({
  summary: 'Tell which transaction you sent, so that it is looked at directly',
  scopes: ['invoices:refund'],
  params,
  body: reportBody,
  example: { tx_hash: `0x${'a1'.repeat(32)}` },
  response: refundAnswer,
  errors: ['REFUND_NOT_OPEN'],
  async handler({ ctx, actor, params: { id, refund_id }, body }) {
    const ids = { invoice: id, refund: refund_id }
    return presentRefund(await reportRefund(ctx, actor, ids, body.tx_hash))
  },
})

export const { POST, PUT, DELETE, OPTIONS } = invoicesApi.others({ GET, PATCH })
