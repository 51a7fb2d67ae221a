import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentRefund, presentRefunds } from '@/lib/http/invoices/presentRefund'
import { NEW_REFUND, refundAnswer, refundBody, refundList } from '@/lib/http/invoices/refundSchemas'
import { listRefunds } from '@/lib/services/refunds/listRefunds'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'

const params = z.object({ id: idParam })

export const POST = invoicesApi.route({
  summary: 'Prepare a refund for your own wallet to sign',
  scopes: ['invoices:refund'],
  idempotent: true,
  params,
  body: refundBody,
  example: NEW_REFUND,
  response: refundAnswer,
  status: 201,
  errors: ['REFUND_NOT_COVERED', 'INVALID_AMOUNT'],
  async handler({ ctx, actor, params: { id }, body }) {
    const refund = await prepareRefund(ctx, actor, id, {
      to: body.to,
      amount: body.amount,
      token: body.crypto_currency ?? null,
      network: body.network ?? null,
      reason: body.reason?.trim() || null,
      expiresInSeconds: body.expires_in ?? null,
    })
    return presentRefund(refund)
  },
})

export const GET = invoicesApi.route({
  summary: 'The refunds of an invoice, and what can still be given back',
  scopes: ['invoices:read', 'invoices:refund'],
  params,
  response: refundList,
  async handler({ ctx, actor, params: { id } }) {
    return presentRefunds(await listRefunds(ctx, actor, id))
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET, POST })
