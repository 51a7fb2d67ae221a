import { z } from 'zod'
import { idParam, text } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { cancelledInvoice } from '@/lib/http/invoices/schemas'
import { timestampOrNull } from '@/lib/http/time'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'

export const POST = invoicesApi.route({
  summary: 'Cancel an invoice that is not paid',
  scopes: ['invoices:cancel'],
  idempotent: true,
  params: z.object({ id: idParam }),
  body: z.object({
    reason: text(0, 500).nullish(),
    refund_partial_payments: z
      .boolean()
      .nullish()
      .meta({ description: 'Mark what arrived as due to be refunded; prepare the refunds yourself' }),
  }),
  example: { reason: 'Out of stock' },
  bodyOptional: true,
  response: cancelledInvoice,
  errors: ['INVOICE_NOT_CANCELLABLE', 'ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params, body }) {
    const { invoice, exceptions } = await cancelInvoice(ctx, actor, params.id, {
      reason: body.reason ?? null,
      refundAll: body.refund_partial_payments ?? false,
    })
    const isDue = exceptions.some((one) => one.kind === 'refund_due' && one.closedAt === null)
    return {
      id: invoice.id,
      status: invoice.status,
      reason: invoice.cancelReason,
      cancelled_at: timestampOrNull(invoice.cancelledAt),
      ...(isDue ? { refund_due: true } : {}),
    }
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
