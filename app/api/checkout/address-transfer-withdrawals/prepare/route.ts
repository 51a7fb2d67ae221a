import { checkoutApi } from '@/lib/http/checkout/api'
import {
  PREPARE_WITHDRAWAL,
  preparedAnswer,
  prepareWithdrawalBody,
  presentPrepared,
} from '@/lib/http/checkout/withdrawalSchemas'
import { prepareWithdrawal } from '@/lib/services/withdrawals/prepareWithdrawal'

export const POST = checkoutApi.route({
  summary: 'The transactions that move what lies at your addresses on a network, for your own wallet to sign',
  scopes: ['withdrawals:write'],
  limit: 'merchant_operations',
  body: prepareWithdrawalBody,
  example: PREPARE_WITHDRAWAL,
  response: preparedAnswer,
  errors: ['NOT_FOUND', 'ADDRESS_MISMATCH', 'NETWORK_UNREACHABLE', 'NOT_PERMITTED'],
  async handler({ ctx, actor, body }) {
    const { network, from, includeDust } = body
    const input = { network, from: from ?? null, dust: includeDust ?? false }
    return presentPrepared(await prepareWithdrawal(ctx, actor, input))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
