import { invoicesApi } from '@/lib/http/invoices/api'
import { paymentMethodAnswer, tokenBody } from '@/lib/http/invoices/paymentMethodSchemas'
import { presentPaymentMethod } from '@/lib/http/invoices/presentPaymentMethod'
import { addToken } from '@/lib/services/tokens/addToken'

export const POST = invoicesApi.route({
  summary:
    'Take a token by its address: it is looked at on chain first, and refused with the reason where it would not deliver what is sent',
  scopes: ['merchants:write'],
  limit: 'merchant_operations',
  body: tokenBody,
  example: { network: 'sepolia', address: '0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238' },
  response: paymentMethodAnswer,
  status: 201,
  // Not idempotent by key: the chain is asked outside of any transaction, and a token that is there already is refused.
  async handler({ app, actor, body }) {
    return presentPaymentMethod(await addToken(app, actor, body))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
