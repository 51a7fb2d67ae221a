import { checkoutApi } from '@/lib/http/checkout/api'
import {
  CONFIRM_WITHDRAWAL,
  confirmedAnswer,
  confirmWithdrawalBody,
  presentWithdrawal,
} from '@/lib/http/checkout/withdrawalSchemas'
import { confirmWithdrawals } from '@/lib/services/withdrawals/confirmWithdrawals'

export const POST = checkoutApi.route({
  summary: 'Confirm a withdrawal that your own wallet signed: its receipt is read, and payouts are completed',
  scopes: ['withdrawals:write'],
  limit: 'merchant_operations',
  body: confirmWithdrawalBody,
  example: CONFIRM_WITHDRAWAL,
  response: confirmedAnswer,
  errors: ['NOT_FOUND', 'TRANSACTION_ALREADY_USED', 'NETWORK_UNREACHABLE', 'NOT_PERMITTED'],
  async handler({ app, actor, body }) {
    const { network, transactionHash, transactionHashes } = body
    const txHashes = transactionHashes ?? (transactionHash === undefined ? [] : [transactionHash])
    const withdrawals = await confirmWithdrawals(app, actor, { network, txHashes })
    return { withdrawals: withdrawals.map(presentWithdrawal) }
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
