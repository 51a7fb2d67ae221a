import { requireScope } from '@/lib/http/authenticate'
import { checkoutApi } from '@/lib/http/checkout/api'
import { configAnswer, configBody, putConfigAnswer, toConfigInput } from '@/lib/http/checkout/configSchemas'
import { presentConfig } from '@/lib/http/checkout/presentConfig'
import { getConfig } from '@/lib/services/checkoutConfig/getConfig'
import { putConfig } from '@/lib/services/checkoutConfig/putConfig'

export const GET = checkoutApi.route({
  summary: 'Your configuration, with payment methods and the tokens that there are',
  scopes: ['config:read'],
  limit: 'merchant_operations',
  response: configAnswer,
  errors: ['NOT_FOUND', 'NOT_PERMITTED'],
  async handler({ ctx, actor }) {
    return presentConfig(await getConfig(ctx, actor))
  },
})

export const PUT = checkoutApi.route({
  summary: 'Make the configuration, or put another one in its place',
  scopes: ['config:write'],
  limit: 'merchant_operations',
  body: configBody,
  example: {
    defaultPaymentTiming: { mode: 'immediate', expiresAfterMinutes: 20 },
    invoiceIssuerName: 'Acme VPN Services',
    webhookUrl: 'https://merchant.com/webhook',
    webhookEvents: { invoice_created: false },
    redirectUrl: 'https://merchant.com/success',
  },
  response: putConfigAnswer,
  errors: [
    'NOT_PERMITTED',
    'NOT_FOUND',
    'PAYMENT_METHOD_EXISTS',
    'PLAN_LIMIT_REACHED',
    'NETWORK_UNREACHABLE',
  ],
  async handler({ ctx, actor, body }) {
    if (body.paymentMethods) requireScope(actor, ['payment_methods:write'])
    const { madeSecret } = await putConfig(ctx, actor, toConfigInput(body))
    // Who may write it is told what they have written, whatever else they may read.
    return { ...presentConfig(await getConfig(ctx, actor)), webhookSecret: madeSecret }
  },
})

export const { POST, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET, PUT })
