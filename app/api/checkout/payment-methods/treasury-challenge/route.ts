import { checkoutApi } from '@/lib/http/checkout/api'
import { challengeAnswer, challengeBody } from '@/lib/http/checkout/methodSchemas'
import { timestamp } from '@/lib/http/time'
import { challengeTreasury } from '@/lib/services/payout/challengeTreasury'

export const POST = checkoutApi.route({
  summary: 'A text for a treasury to sign, so that it is accepted without typing its last characters',
  scopes: ['payment_methods:write'],
  limit: 'merchant_operations',
  body: challengeBody,
  example: { network: 'sepolia', treasury: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' },
  response: challengeAnswer,
  errors: ['NOT_PERMITTED'],
  async handler({ ctx, actor, body }) {
    const { message, until } = await challengeTreasury(ctx, actor, body)
    return { message, until: timestamp(until) }
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
