import { z } from 'zod'
import { DomainError } from '@/lib/domain/errors'
import { idParam, text } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { cancelledInvoice } from '@/lib/http/invoices/schemas'
import { timestampOrNull } from '@/lib/http/time'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { inTransaction } from '@/lib/services/transaction'

export const POST = invoicesApi.route({
  summary: 'Cancel an invoice that is not paid',
  scopes: ['invoices:cancel'],
  idempotent: true,
  params: z.object({ id: idParam }),
  body: z.object({ reason: text(0, 500).nullish(), refund_partial_payments: z.boolean().nullish() }),
  example: { reason: 'Out of stock' },
  bodyOptional: true,
  response: cancelledInvoice,
  errors: ['INVOICE_NOT_CANCELLABLE', 'ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params, body }) {
    return inTransaction(ctx, async (tx) => {
      const { invoice, payments } = await cancelInvoice(tx, actor, params.id, { reason: body.reason ?? null })
      if (body.refund_partial_payments && payments.length > 0) throw cannotRefund()
      return {
        id: invoice.id,
        status: invoice.status,
        reason: invoice.cancelReason,
        cancelled_at: timestampOrNull(invoice.cancelledAt),
      }
    })
  },
})

/** F6: only the merchant's own wallet can send money back. */
function cannotRefund(): DomainError {
  return new DomainError('VALIDATION_FAILED', 'Partial payments cannot be sent back by this server', {
    field: 'refund_partial_payments',
    suggestions: ['Cancel without it and refund from your own wallet'],
  })
}

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
