import { checkoutApi } from '@/lib/http/checkout/api'
import { presentWithdrawable, withdrawableAnswer } from '@/lib/http/checkout/withdrawalSchemas'
import { listWithdrawable } from '@/lib/services/withdrawals/listWithdrawable'

export const GET = checkoutApi.route({
  summary: 'What lies at your deterministic addresses, by network and token',
  scopes: ['settlements:read'],
  limit: 'lists',
  response: withdrawableAnswer,
  errors: ['NOT_PERMITTED'],
  async handler({ ctx, actor }) {
    return { withdrawable: (await listWithdrawable(ctx, actor)).map(presentWithdrawable) }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
