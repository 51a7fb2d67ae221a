import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { listedMethod } from '@/lib/http/checkout/methods'
import { methodAnswer, railsOf, treasuryGiven, updateMethodBody } from '@/lib/http/checkout/methodSchemas'
import { idParam } from '@/lib/http/fields'
import { updatePaymentMethod } from '@/lib/services/merchants/updatePaymentMethod'

const params = z.object({ id: idParam })
const response = methodAnswer

export const PUT = checkoutApi.route({
  summary: 'Change a way to be paid, for later invoices; another treasury is the owner’s, and waits a day',
  scopes: ['payment_methods:write'],
  limit: 'merchant_operations',
  params,
  body: updateMethodBody,
  example: { label: 'Shop', enabled: true, config: { requiredConfirmations: 20 } },
  response,
  errors: ['NOT_PERMITTED', 'NETWORK_UNREACHABLE'],
  async handler({ ctx, actor, params: { id }, body }) {
    const { label, enabled, railTypes, config } = body
    const method = await updatePaymentMethod(ctx, actor, id, {
      label,
      enabled,
      rails: railTypes && railsOf(railTypes),
      requiredConfirmations: config?.requiredConfirmations,
      treasury: treasuryGiven(body),
    })
    return listedMethod(ctx, actor, method)
  },
})

export const DELETE = checkoutApi.route({
  summary: 'Disable a way to be paid: later invoices do not offer it, earlier ones go on',
  scopes: ['payment_methods:write'],
  limit: 'merchant_operations',
  params,
  response,
  errors: ['NOT_PERMITTED'],
  async handler({ ctx, actor, params: { id } }) {
    return listedMethod(ctx, actor, await updatePaymentMethod(ctx, actor, id, { enabled: false }))
  },
})

export const { GET, POST, PATCH, OPTIONS } = checkoutApi.others({ PUT, DELETE })
