import { z } from 'zod'
import { idParam, text } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentDetail } from '@/lib/http/invoices/presentInvoice'
import { invoiceDetail } from '@/lib/http/invoices/schemas'
import { completeInvoice } from '@/lib/services/invoices/completeInvoice'
import { loadToldInvoice } from '@/lib/services/invoices/loadInvoiceDetail'
import { inTransaction } from '@/lib/services/transaction'

const MOST_PAYMENTS = 100

export const POST = invoicesApi.route({
  summary: 'Take what arrived for the whole, or accept late money, with a reason',
  scopes: ['invoices:complete'],
  idempotent: true,
  params: z.object({ id: idParam }),
  body: z.object({
    reason: text(1, 500),
    payments: z
      .array(idParam, { error: 'must be a list of payment ids' })
      .min(1, { error: 'must name at least one payment' })
      .max(MOST_PAYMENTS, { error: `must name at most ${MOST_PAYMENTS} payments` })
      .nullish()
      .meta({ description: 'The payments that are accepted; all that can be unless said' }),
  }),
  example: { reason: 'A good customer' },
  response: invoiceDetail,
  errors: ['INVOICE_NOT_COMPLETABLE', 'ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params: { id }, body }) {
    return inTransaction(ctx, async (tx) => {
      const { invoice } = await completeInvoice(tx, actor, id, {
        reason: body.reason,
        payments: body.payments ?? null,
      })
      return presentDetail(await loadToldInvoice(tx, actor, invoice.id), ctx.policy)
    })
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
