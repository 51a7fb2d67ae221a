import { invoicesApi } from '@/lib/http/invoices/api'
import {
  EXAMPLE_XPUB,
  EXAMPLE_XPUB_ADDRESS,
  paymentMethodsSet,
  xpubBody,
} from '@/lib/http/invoices/paymentMethodSchemas'
import { presentPaymentMethod } from '@/lib/http/invoices/presentPaymentMethod'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { setFirstXpub } from '@/lib/services/xpub/setFirstXpub'

export const POST = invoicesApi.route({
  summary:
    'Be paid to addresses of your own wallet, in what you are not paid in yet; changing where money goes is the owner’s',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  idempotent: true,
  body: xpubBody,
  example: {
    network: 'sepolia',
    crypto_currencies: ['DAI'],
    xpub: EXAMPLE_XPUB,
    first_address: EXAMPLE_XPUB_ADDRESS,
  },
  response: paymentMethodsSet,
  status: 201,
  errors: ['NOT_PERMITTED'],
  async handler({ ctx, actor, body }) {
    const ids = await setFirstXpub(ctx, actor, {
      network: body.network,
      tokens: body.crypto_currencies,
      xpub: body.xpub,
      firstAddress: body.first_address,
    })
    const listed = await listPaymentMethods(ctx, actor)
    const made = listed.filter(({ method }) => ids.includes(method.id))
    return { payment_methods: made.map(({ method }) => presentPaymentMethod(method)) }
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
