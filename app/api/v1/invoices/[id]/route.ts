import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentDetail } from '@/lib/http/invoices/presentInvoice'
import { invoiceDetail } from '@/lib/http/invoices/schemas'
import { getInvoice } from '@/lib/services/invoices/getInvoice'

export const GET = invoicesApi.route({
  summary: 'Get an invoice with its payments, settlement and audit log',
  scopes: ['invoices:read', 'invoices:read_one'],
  params: z.object({ id: idParam }),
  response: invoiceDetail,
  errors: ['ADDRESS_MISMATCH'],
  async handler({ ctx, actor, params }) {
    return presentDetail(await getInvoice(ctx, actor, params.id), ctx.policy)
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
