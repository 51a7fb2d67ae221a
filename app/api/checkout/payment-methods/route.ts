import { checkoutApi } from '@/lib/http/checkout/api'
import { listedMethod } from '@/lib/http/checkout/methods'
import {
  createdMethodAnswer,
  createMethodBody,
  methodList,
  railsOf,
  treasuryGiven,
} from '@/lib/http/checkout/methodSchemas'
import { presentMethod } from '@/lib/http/checkout/presentMethod'
import { createPaymentMethod } from '@/lib/services/merchants/createPaymentMethod'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { firstAddress } from '@/lib/services/payout/firstAddress'

export const POST = checkoutApi.route({
  summary: 'Add a way to be paid, and see the first deposit address that it would give',
  scopes: ['payment_methods:write'],
  limit: 'merchant_operations',
  idempotent: 'outside',
  body: createMethodBody,
  example: {
    assetCode: 'ETH',
    network: 'sepolia',
    label: 'Ether on Sepolia',
    railTypes: ['address_transfer'],
    treasury: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    treasuryLastSix: 'b92266',
    config: { requiredConfirmations: 14 },
  },
  response: createdMethodAnswer,
  status: 201,
  errors: ['PAYMENT_METHOD_EXISTS', 'NOT_PERMITTED', 'NETWORK_UNREACHABLE'],
  async handler({ ctx, actor, body }) {
    const { assetCode, network, label, enabled, railTypes, config, treasury } = body
    const method = await createPaymentMethod(ctx, actor, {
      ...(treasuryGiven(body) ?? { treasury }),
      network,
      token: assetCode,
      rails: railsOf(railTypes ?? ['address_transfer']),
      label,
      enabled,
      requiredConfirmations: config?.requiredConfirmations,
    })
    const firstDepositAddress = await firstAddress(ctx, method)
    return { ...(await listedMethod(ctx, actor, method)), firstDepositAddress }
  },
})

export const GET = checkoutApi.route({
  summary: 'Your ways to be paid, disabled ones too',
  scopes: ['payment_methods:read'],
  limit: 'lists',
  response: methodList,
  errors: ['NOT_PERMITTED'],
  async handler({ ctx, actor }) {
    return { paymentMethods: (await listPaymentMethods(ctx, actor)).map(presentMethod) }
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET, POST })
