import { checkoutApi } from '@/lib/http/checkout/api'
import { balanceAnswer } from '@/lib/http/checkout/configSchemas'
import { presentBalances } from '@/lib/http/checkout/presentConfig'
import { treasuryBalances } from '@/lib/services/checkoutConfig/treasuryBalances'

export const GET = checkoutApi.route({
  summary: 'What lies in your treasuries now, read on chain',
  scopes: ['config:read'],
  limit: 'merchant_operations',
  response: balanceAnswer,
  errors: ['NETWORK_UNREACHABLE', 'NOT_PERMITTED'],
  async handler({ ctx, actor }) {
    return presentBalances(await treasuryBalances(ctx, actor))
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET })
